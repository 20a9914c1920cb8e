using System.Collections.Immutable;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Planning;

/// <summary>Puts one replica on some cards and counts the sequences that it holds.</summary>
/// <remarks>
/// <para>Formula with a pool: sequences = pool / Σ share · cache of a sequence of the class, at most the engine's limit.</para>
/// <para>Formula with slots: the most sequences of the longest length whose estimate leaves the headroom free.</para>
/// <para>
/// The cache of a sequence is the difference of two estimates, one with a sequence more on each rank: pages, windows, latent rows and states are the estimate's own.
/// </para>
/// </remarks>
internal static class ReplicaPlanner
{
    /// <summary>What stays free on engines without a budget of their own: the least that the capacity worksheet asks for (10 to 20 percent).</summary>
    public const double UnbudgetedHeadroom = 0.1;

    /// <summary>Where the search for the most sequences ends on engines without a limit.</summary>
    private const int UnlimitedSlots = 4096;

    /// <summary>Values of max_num_seqs that are tried where an engine does not start with its default: hybrids need a state for each.</summary>
    private static readonly int[] LowerLimits = [512, 256, 128, 64, 32, 16, 8];

    public static ReplicaAttempt Of(PlanRequest plan, Gpu gpu, int count)
    {
        var asked = WithHeadroom(plan) with { Context = plan.Longest, Sequences = 1 };
        var attempt = new ReplicaAttempt(gpu, count);
        return FitFinder.Find(asked, gpu, count) switch
        {
            Result<GpuFit>.Ok(var fit) => Judge(attempt, plan, Started(fit.Estimate)),
            Result<GpuFit>.Rejected(var problems) => attempt with { Problems = problems },
            _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
        };
    }

    /// <summary>vLLM is told a headroom by its own switch; from the other engines' caches it is taken off.</summary>
    private static EstimateRequest WithHeadroom(PlanRequest plan) =>
        plan is { Headroom: { } share, Request: { Engine.Kind: EngineKind.Vllm, Settings.GpuMemoryUtilization: null } request }
            ? request with { Settings = request.Settings with { GpuMemoryUtilization = 1 - share } }
            : plan.Request;

    /// <summary>The estimate with the largest max_num_seqs that lets it start, where the default does not.</summary>
    private static Estimate Started(Estimate estimate)
    {
        if (estimate is not { Refusal: not null, Request: { Engine.Kind: EngineKind.Vllm, Settings.MaxSequences: null } request })
            return estimate;
        foreach (var limit in LowerLimits)
            if (Estimator.Estimate(request with { Settings = request.Settings with { MaxSequences = limit } }) is Result<Estimate>.Ok { Value: { Refusal: null } lowered })
                return lowered;
        return estimate;
    }

    private static ReplicaAttempt Judge(ReplicaAttempt attempt, PlanRequest plan, Estimate estimate)
    {
        var gpu = attempt.Gpu;
        if (estimate.Total > gpu.Usable)
            return attempt with { Shortfall = Tr($"one sequence of {plan.Longest.Count:#,0} tokens is {(estimate.Total - gpu.Usable).TotalGibibytes:0.0} GiB short on each") };
        if (estimate.Refusal is { } refusal)
            return attempt with { Shortfall = refusal.TrimEnd('.') };
        var replica = estimate.Pool is { } pool ? OfPool(attempt, plan, estimate, pool) : OfSlots(attempt, plan, estimate);
        return replica.Sequences > 0 ? attempt with { Replica = replica } : attempt with { Shortfall = Tr($"there is no room in its cache for one sequence of {plan.Longest.Count:#,0} tokens") };
    }

    private static Replica OfPool(ReplicaAttempt attempt, PlanRequest plan, Estimate estimate, CachePool whole)
    {
        var (gpu, request) = (attempt.Gpu, estimate.Request);
        var free = gpu.Usable - (estimate.Takes ?? estimate.Total);
        var missing = plan.Headroom is { } share && request.Engine.Kind != EngineKind.Vllm ? Bytes.Max(Bytes.Zero, gpu.Usable.Scale(share) - free) : Bytes.Zero;
        var pool = missing > Bytes.Zero ? whole.Without(missing) : whole;
        ImmutableArray<ClassCache> classes = [.. plan.Traffic.Classes.Select(each => new ClassCache(each, CacheOf(request, each.Length)))];
        var mean = Mean(classes);
        var ranks = RanksOf(request);
        var limit = SequenceLimit.Of(request) * ranks;
        var holdsLongest = pool.Size >= CacheOf(request, plan.Longest);
        var held = !holdsLongest ? 0 : ranks * (mean == Bytes.Zero ? int.MaxValue / ranks : pool.Size.Count / mean.Count);
        return new()
        {
            Gpu = gpu,
            Count = attempt.Count,
            Estimate = estimate,
            Pool = pool,
            CacheRoom = pool.Size,
            Left = Bytes.Max(Bytes.Zero, free + missing),
            Classes = classes,
            MeanSequence = mean,
            SequenceLimit = limit,
            Sequences = (int)Math.Min(held, limit ?? int.MaxValue),
            LowersLimit = request.Settings.MaxSequences is not null && plan.Request.Settings.MaxSequences is null,
        };
    }

    private static Replica OfSlots(ReplicaAttempt attempt, PlanRequest plan, Estimate estimate)
    {
        var (gpu, request) = (attempt.Gpu, estimate.Request);
        var budget = gpu.Usable.Scale(1 - (plan.Headroom ?? UnbudgetedHeadroom));
        var limit = plan.Slots ?? SequenceLimit.Of(request);
        var held = (int)(Bisection.Largest(limit ?? UnlimitedSlots, sequences => Total(request with { Sequences = (int)sequences }) <= budget) ?? 0);
        var full = Estimated(request with { Sequences = Math.Max(1, held) });
        return new()
        {
            Gpu = gpu,
            Count = attempt.Count,
            Estimate = estimate,
            Pool = null,
            CacheRoom = budget - (full.Total - Cached(full)),
            Left = gpu.Usable - budget,
            Classes = [.. plan.Traffic.Classes.Select(each => new ClassCache(each, CacheOf(request, each.Length)))],
            MeanSequence = CacheOf(request, plan.Longest),
            SequenceLimit = limit,
            Sequences = held,
        };
    }

    /// <summary>What a sequence more on every rank adds to the caches.</summary>
    private static Bytes CacheOf(EstimateRequest request, TokenCount length)
    {
        var ranks = RanksOf(request);
        var one = request with { Context = length, Sequences = ranks };
        return Cached(Estimated(one with { Sequences = 2 * ranks })) - Cached(Estimated(one));
    }

    /// <summary>Groups and copies that have sequences of their own.</summary>
    private static int RanksOf(EstimateRequest request) => request.Parallelism.AttentionGroups * request.Parallelism.Copies;

    private static Bytes Mean(ImmutableArray<ClassCache> classes) => Bytes.FromBytes((long)Math.Ceiling(classes.Sum(each => each.Class.Share * each.Size.Count)));

    private static Bytes Cached(Estimate estimate) => estimate[PartKind.Cache] + estimate[PartKind.States];

    private static Bytes Total(EstimateRequest request) => Estimated(request).Total;

    private static Estimate Estimated(EstimateRequest request) =>
        Estimator.Estimate(request) is Result<Estimate>.Ok ok ? ok.Value : throw new InvalidOperationException("A request that was estimated is estimated with another number of sequences.");
}
