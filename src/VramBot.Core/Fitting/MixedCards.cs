using System.Collections.Immutable;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.LlamaCpp;
using VramBot.Core.Gpus;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Fitting;

/// <summary>How a request sits on cards that differ.</summary>
/// <remarks>
/// <para>
/// llama.cpp and what is built on it give each card layers in proportion to its free memory (ggml-org/llama.cpp, src/llama-model.cpp, load_tensors: splits by ggml_backend_dev_memory), or by the
/// numbers of --tensor-split. Where the first leaves no room to spare, a layer at a time is moved from the card with the least room to the one with the most, as long as that helps.
/// </para>
/// <para>The others put as much on every card, tensor parallel or in stages, so that the card with the least memory counts for all.</para>
/// </remarks>
public static class MixedCards
{
    /// <summary>The best layout, each card's load judged by itself; or why these cards cannot work together.</summary>
    public static Result<GpuFit> Find(EstimateRequest request, Rig rig)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(rig);
        if (Apart(request, rig) is { } problem)
            return problem;
        if (!SplitsLayers(request))
            return FitFinder.OnEqual(request, rig);
        var spread = OnOneBackend(request, rig) with { Gpu = rig.Gpu, Parallelism = new(1, rig.Count) };
        if (!spread.Settings.TensorSplit.IsEmpty)
            return Judged(spread, rig, spread.Settings.TensorSplit);
        var split = ByMemory(spread, rig);
        return Judged(spread, rig, split) switch
        {
            Result<GpuFit>.Ok(var fit) => (fit.Verdict == FitVerdict.Fits ? fit : Balanced(spread, fit, split)) with { IsSplitChosen = true },
            var rejected => rejected,
        };
    }

    /// <summary>Whether an engine puts whole layers on each card, as many as it has room for.</summary>
    public static bool SplitsLayers(EstimateRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request is { Training: null, Engine.Engine.RunsGguf: true, Settings.RowSplit: false };
    }

    private static Problem? Apart(EstimateRequest request, Rig rig)
    {
        if (rig.Cards.FirstOrDefault(card => card.IsUnified || card.IsLaptop) is { } alone && rig.Cards.Any(card => card.Id != alone.Id))
            return new("gpu.alone", rig.ToString(), Tr($"The {alone.Name} cannot work with other cards in one machine."));
        if (rig.Cards.FirstOrDefault(card => !EngineSupport.Runs(request, card)) is { } unfit)
            return request.Training is not null ? TrainingSupport.Refusal(request, unfit) : new("gpu.engine", unfit.Name, Tr($"{request.Engine.Engine.Label} does not run on the {unfit.Name}; llama.cpp does."));
        return !SplitsLayers(request) && rig.Cards.Any(card => card.Vendor != rig.Gpu.Vendor)
            ? new Problem("gpu.vendors", rig.ToString(), Tr($"{request.Engine.Engine.Label} does not join cards of two vendors; llama.cpp does, by Vulkan."))
            : null;
    }

    /// <summary>One program drives cards of two vendors by Vulkan only.</summary>
    private static EstimateRequest OnOneBackend(EstimateRequest request, Rig rig) => request.Settings.Backend is null && rig.Cards.Any(card => card.Vendor != rig.Gpu.Vendor)
        ? request with { Settings = request.Settings with { Backend = GpuBackend.Vulkan } }
        : request;

    /// <summary>Layers of each card, in proportion to its memory.</summary>
    private static ImmutableArray<double> ByMemory(EstimateRequest request, Rig rig)
    {
        var placement = LayerPlacement.Of(request, request.Model.Network?.Layers.Length ?? 0);
        var split = LayerSplit.ByShares([.. rig.Cards.Select(card => (double)card.Usable.Count)], placement.OnGpus);
        var layers = new double[rig.Count];
        for (var position = 0; position < placement.OnGpus; position++)
            layers[split.GpuOf(position)]++;
        return [.. layers];
    }

    private static GpuFit Balanced(EstimateRequest request, GpuFit first, ImmutableArray<double> split)
    {
        var best = first;
        while (best.Verdict != FitVerdict.Fits)
        {
            var (full, empty) = (Extreme(best.Loads, fullest: true), Extreme(best.Loads, fullest: false));
            if (full == empty || split[full] == 0)
                return best;
            split = split.SetItem(full, split[full] - 1).SetItem(empty, split[empty] + 1);
            if (Judged(request, best.Rig, split) is not Result<GpuFit>.Ok { Value: var moved } || moved.Free <= best.Free)
                return best;
            best = moved;
        }

        return best;
    }

    private static int Extreme(ImmutableArray<CardLoad> loads, bool fullest)
    {
        var found = 0;
        for (var index = 1; index < loads.Length; index++)
            if (fullest ? loads[index].Free < loads[found].Free : loads[index].Free > loads[found].Free)
                found = index;
        return found;
    }

    private static Result<GpuFit> Judged(EstimateRequest request, Rig rig, ImmutableArray<double> split) =>
        Estimator.Estimate(request with { Settings = request.Settings with { TensorSplit = split } }) switch
        {
            Result<Estimate>.Ok(var estimate) => Judged(estimate, rig),
            Result<Estimate>.Rejected(var problems) => new Result<GpuFit>.Rejected(problems),
            _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
        };

    /// <summary>
    /// Each card's own sum: its share, what every card has beside it (a draft, adapters), and the context of its own driver. The upper end of the band is as far above it as it is of the fullest.
    /// </summary>
    private static GpuFit Judged(Estimate estimate, Rig rig)
    {
        var beside = estimate.Total - estimate.Shares.Max(share => share.Total) - ProcessContext.Of(estimate.Request);
        var above = (double)estimate.High.Count / estimate.Total.Count;
        var loads = rig.Cards.Zip(estimate.Shares, (card, share) =>
        {
            var total = share.Total + beside + ProcessContext.Of(estimate.Request, card);
            return new CardLoad(card, total, total.Scale(above));
        }).ToImmutableArray();
        return new(rig, estimate, loads.Max(load => Headroom.Judge(load.Total, load.High, load.Gpu))) { Loads = loads };
    }
}
