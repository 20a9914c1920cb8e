using System.Collections.Immutable;
using VramBot.Core.Estimation;
using VramBot.Core.Gpus;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Fitting;

/// <summary>Finds where a request runs.</summary>
public static class FitFinder
{
    /// <summary>
    /// The layout of every GPU that the engine runs on, in the order of <paramref name="gpus"/>: the fewest cards that hold it, or one card and the
    /// verdict that it does not fit.
    /// </summary>
    /// <param name="request">What is to run; its own card and parallelism are put aside.</param>
    /// <param name="gpus">The cards to look at.</param>
    public static ImmutableArray<GpuFit> FindAll(EstimateRequest request, ImmutableArray<Gpu> gpus)
    {
        ArgumentNullException.ThrowIfNull(request);
        var known = new Dictionary<(GpuTraits Traits, CardSize? Card, int Count), Estimate?>();
        var fits = ImmutableArray.CreateBuilder<GpuFit>(gpus.Length);
        foreach (var gpu in gpus)
            if (EngineSupport.Runs(request, gpu) && Fewest(request, gpu, known) is { } fit)
                fits.Add(fit);
        return fits.ToImmutable();
    }

    /// <summary>
    /// How the request sits on exactly these cards: spread as the request says when it names as many GPUs, else as its engine does best.
    /// </summary>
    public static Result<GpuFit> Find(EstimateRequest request, Gpu gpu, int count) => Find(request, Rig.Of(gpu, count));

    /// <summary>
    /// How the request sits on exactly these cards: spread as the request says when it names as many GPUs, else as its engine does best.
    /// </summary>
    public static Result<GpuFit> Find(EstimateRequest request, Rig rig)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(rig);
        return rig.IsMixed ? MixedCards.Find(request, rig) : OnEqual(request, rig);
    }

    /// <summary>The same on cards that count as equal.</summary>
    internal static Result<GpuFit> OnEqual(EstimateRequest request, Rig rig)
    {
        var (gpu, count) = (rig.Gpu, rig.Count);
        if (!EngineSupport.Runs(request, gpu))
            return request.Training is not null ? TrainingSupport.Refusal(request, gpu) : new Problem("gpu.engine", gpu.Name, Tr($"{request.Engine.Engine.Label} does not run on the {gpu.Name}; llama.cpp does."));
        return Estimator.Estimate(OnCards(request, gpu, count)) switch
        {
            Result<Estimate>.Ok(var estimate) => new GpuFit(rig, estimate, Headroom.Judge(estimate, gpu)),
            Result<Estimate>.Rejected(var problems) => new Result<GpuFit>.Rejected(problems),
            _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
        };
    }

    /// <summary>The longest context that still fits in <paramref name="fit"/>'s layout, up to the model's own limit or what was asked; null when none does.</summary>
    public static TokenCount? MaxContext(GpuFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        var request = fit.Unsplit;
        var most = Math.Max(request.Model.MaxContext.Count, request.Context.Count);
        return Bisection.LargestByRoom(most, Known(fit), tokens => Room(request with { Context = new(tokens) }, fit.Rig)) is { } longest ? new TokenCount(longest) : null;
    }

    /// <summary>The same to the nearest 256 tokens below, where <paramref name="fit"/> fits: enough for a line among others, in half as many estimates.</summary>
    public static TokenCount MaxContextAbout(GpuFit fit)
    {
        const int Step = 256;
        ArgumentNullException.ThrowIfNull(fit);
        var request = fit.Unsplit;
        var rows = Bisection.LargestByRoom(request.Model.MaxContext.Count / Step, Known(fit) / Step, row => Room(request with { Context = new(row * Step) }, fit.Rig)) ?? 0;
        return rows * Step > request.Context.Count ? new(rows * Step) : request.Context;
    }

    /// <summary>Bytes left on the card with the least room; negative when the request does not run there.</summary>
    private static double Room(EstimateRequest request, Rig rig) =>
        Find(request, rig) is Result<GpuFit>.Ok { Value: var fit } ? fit.Verdict == FitVerdict.DoesNotFit ? Math.Min(fit.Free.Count, -1) : fit.Free.Count : -1;

    private static long Known(GpuFit fit) => fit.Verdict == FitVerdict.DoesNotFit ? 0 : fit.Unsplit.Context.Count;

    /// <summary>Whether a request runs on exactly these cards with no worse verdict than <paramref name="worst"/>.</summary>
    public static bool Holds(EstimateRequest request, Rig rig, FitVerdict worst = FitVerdict.Tight) =>
        MayHold(request, rig) && Find(request, rig) is Result<GpuFit>.Ok { Value.Verdict: var verdict } && verdict <= worst;

    /// <summary>The largest of 1 to <paramref name="most"/> with which a request runs on these cards; null when 1 does not.</summary>
    /// <param name="most">The largest number that is looked for.</param>
    /// <param name="with">The request with a number.</param>
    /// <param name="rig">The cards.</param>
    /// <param name="worst">The worst verdict that counts as running.</param>
    /// <param name="known">A number that is known to fit; zero for none.</param>
    internal static long? Largest(long most, Func<long, EstimateRequest> with, Rig rig, FitVerdict worst = FitVerdict.Tight, long known = 0)
    {
        bool Fits(long number) => Holds(with(number), rig, worst);
        return most > 0 && !rig.IsMixed && Estimator.Least(with(1)) > Bytes.Zero
            ? Bisection.LargestBelow(most, number => MayHold(with(number), rig), Fits, known)
            : Bisection.Largest(most, Fits, known);
    }

    /// <summary>Whether there is a chance at all: false only where <see cref="Find(EstimateRequest, Rig)"/> says that it does not fit, or that it does not run.</summary>
    internal static bool MayHold(EstimateRequest request, Rig rig)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(rig);
        return rig.IsMixed || Estimator.Least(OnCards(request, rig.Gpu, rig.Count)) <= rig.Gpu.Visible;
    }

    private static GpuFit? Fewest(EstimateRequest request, Gpu gpu, Dictionary<(GpuTraits Traits, CardSize? Card, int Count), Estimate?> known)
    {
        GpuFit? alone = null;
        foreach (var count in EngineSupport.Counts(request, gpu))
        {
            if ((alone is not null && IsTooLarge(request, gpu, count, known)) || Known(request, gpu, count, known) is not { } estimate)
                continue;
            var verdict = Headroom.Judge(estimate, gpu);
            if (verdict != FitVerdict.DoesNotFit)
                return new(Rig.Of(gpu, count), estimate, verdict);
            alone ??= new(Rig.Of(gpu, count), estimate, verdict);
        }

        return alone;
    }

    /// <summary>Whether a card of the same traits already shows that it does not fit, without what differs between such cards.</summary>
    private static bool IsTooLarge(EstimateRequest request, Gpu gpu, int count, Dictionary<(GpuTraits Traits, CardSize? Card, int Count), Estimate?> known) =>
        request is { Training: null, Settings.SetsBudget: false } && known.TryGetValue((GpuTraits.Of(request.Engine.Kind, gpu, count), null, count), out var alike)
        && alike is not null && alike.Total - alike[PartKind.Activations] - alike[PartKind.Context] > gpu.Usable;

    /// <summary>The estimate of a card with the same traits, with what depends on its multiprocessors and its driver put right.</summary>
    private static Estimate? Known(EstimateRequest request, Gpu gpu, int count, Dictionary<(GpuTraits Traits, CardSize? Card, int Count), Estimate?> known)
    {
        if (request.Settings.SetsBudget)
            return Estimated(request, gpu, count);
        var traits = GpuTraits.Of(request.Engine.Kind, gpu, count);
        var card = CardSize.Of(request, gpu);
        if (known.TryGetValue((traits, card, count), out var estimate))
            return estimate;
        if (!known.TryGetValue((traits, null, count), out var alike))
            known[(traits, null, count)] = alike = Estimated(request, gpu, count);
        return known[(traits, card, count)] = alike is null ? null : Estimator.OnCard(alike, gpu);
    }

    private static Estimate? Estimated(EstimateRequest request, Gpu gpu, int count) =>
        Estimator.Estimate(request.Training is null ? OnCards(request with { Parallelism = Parallelism.OneGpu }, gpu, count) : DataParallelLayout.On(request, count) with { Gpu = gpu }) is Result<Estimate>.Ok ok ? ok.Value : null;

    private static EstimateRequest OnCards(EstimateRequest request, Gpu gpu, int count)
    {
        if (request.Parallelism.Gpus == count)
            return request with { Gpu = gpu };
        return request.Training is null ? CardSpread.On(request, count) with { Gpu = gpu } : DataParallelLayout.On(request, count) with { Gpu = gpu };
    }
}
