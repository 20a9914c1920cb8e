using System.Collections.Immutable;
using VramBot.Core.Catalogs;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Planning;

/// <summary>Fills in the capacity worksheet: weights, sharding, reserve, cache by class, concurrency and burst, a pool for long requests, loading.</summary>
/// <remarks>
/// <para>Formula: replicas = ⌈users · burst / sequences of one replica⌉.</para>
/// <para>
/// Cards of a replica that are not named: of 1, 2, 4 and 8 the number that needs the fewest GPUs in all, of equals the smaller replica. A replica that just holds the weights has little room for
/// caches, so that the fewest cards of one are seldom the fewest of all.
/// </para>
/// </remarks>
public static class CapacityPlanner
{
    private const int MostOthers = 3;

    /// <summary>The code of the problem that no replica serves on the named card.</summary>
    public const string TooSmall = "plan.short";

    /// <summary>The plan, or why there is none.</summary>
    public static Result<CapacityPlan> Of(PlanRequest plan, Catalog catalog)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(catalog);
        var attempts = (plan.Gpu is { } named ? [named] : PlanCards.Of(plan, catalog)).SelectMany(gpu => Attempts(plan, gpu)).ToList();
        var pools = Pools(plan, attempts);
        if (pools.Count == 0)
            return Refusal(plan, attempts);
        var best = plan.Gpu is null ? pools.MinBy(PlanCards.Order)! : Fewest(pools)!;
        return new CapacityPlan
        {
            Request = plan,
            Weights = WholeWeights(best.Replica),
            Pool = best,
            Smallest = pools.First(pool => pool.Replica.Gpu == best.Replica.Gpu) is var smallest && smallest.Replica.Count < best.Replica.Count ? smallest : null,
            Split = SplitOf(plan, best),
            Loading = LoadPlanner.Of(best.Replica, WholeWeights(best.Replica)),
            Others = plan.Gpu is not null ? [] : [.. pools.GroupBy(pool => pool.Replica.Gpu).Where(card => card.Key != best.Replica.Gpu).Select(card => card.MinBy(PlanCards.Order)!).OrderBy(PlanCards.Order).Take(MostOthers)],
        };
    }

    private static IEnumerable<ReplicaAttempt> Attempts(PlanRequest plan, Gpu gpu) =>
        Counts(plan, gpu).Select(count => ReplicaPlanner.Of(plan, gpu, count));

    private static List<int> Counts(PlanRequest plan, Gpu gpu)
    {
        if (plan.Cards is { } said)
            return [said];
        var counts = new List<int>();
        foreach (var count in EngineSupport.Counts(gpu))
            if (plan.Gpu is not null || PlanCards.Joins(gpu, count))
                counts.Add(count);
        return counts;
    }

    private static List<ServingPool> Pools(PlanRequest plan, IEnumerable<ReplicaAttempt> attempts) =>
        [.. attempts.Select(attempt => attempt.Replica).OfType<Replica>().Select(replica => new ServingPool(plan.Traffic, replica))];

    private static ServingPool? Fewest(IEnumerable<ServingPool> pools) => pools.MinBy(pool => (pool.Gpus, pool.Replica.Count));

    private static Result<CapacityPlan> Refusal(PlanRequest plan, List<ReplicaAttempt> attempts)
    {
        if (attempts.LastOrDefault(attempt => attempt.Shortfall is not null) is { } nearest)
            return new Problem(TooSmall, nearest.Gpu.Id, $"{nearest.Count}× {nearest.Gpu.Name}: {nearest.Shortfall}");
        return attempts.Count > 0 ? new Result<CapacityPlan>.Rejected(attempts[0].Problems) : new Problem(TooSmall, plan.Request.Engine.Engine.Id, Tr($"{plan.Request.Engine.Engine.Label} runs on no card that is looked at"));
    }

    /// <summary>The two pools, on the plan's card, with as many cards a replica as need the fewest GPUs of it unless that was said.</summary>
    private static PoolSplit? SplitOf(PlanRequest plan, ServingPool pool)
    {
        if (plan.Traffic.Classes.Length < 2)
            return null;
        var longest = pool.Replica.Classes.First(each => each.Class == plan.Traffic.Longest);
        ImmutableArray<ClassCache> others = [.. pool.Replica.Classes.Where(each => each != longest)];
        var share = others.Sum(each => each.Class.Share);
        var mean = others.Sum(each => each.Class.Share * each.Size.Count) / share;
        var own = longest.Class.Share * longest.Size.Count;
        var split = new PoolSplit(longest.Class, longest.Size.Count / Math.Max(1, mean), own / Math.Max(1, own + (mean * share)));
        if (!split.IsConsidered)
            return split;
        var gpu = pool.Replica.Gpu;
        var ordinary = plan with { Traffic = plan.Traffic.Of([.. others.Select(each => each.Class)]), Context = null };
        var apart = plan with { Traffic = plan.Traffic.Of([longest.Class]) };
        return (Fewest(Pools(ordinary, Attempts(ordinary, gpu))), Fewest(Pools(apart, Attempts(apart, gpu)))) is ({ } first, { } second)
            ? split with { Others = first, Apart = second }
            : split;
    }

    /// <summary>The model's weights on one GPU, however small: what all GPUs divide, and what is read from disk.</summary>
    private static Bytes WholeWeights(Replica replica)
    {
        var whole = replica.Estimate.Request with { Parallelism = Parallelism.OneGpu, Settings = replica.Estimate.Request.Settings with { GpuLayers = null, HostExpertLayers = 0 } };
        return Estimator.Estimate(whole) is Result<Estimate>.Ok { Value: var estimate }
            ? estimate[PartKind.Weights] + estimate.HostWeights
            : replica.Count * replica.Estimate[PartKind.Weights];
    }
}
