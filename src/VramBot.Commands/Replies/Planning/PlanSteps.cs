using System.Globalization;
using Humanizer;
using VramBot.Commands.Grammar;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Planning;
using VramBot.Core.Units;

namespace VramBot.Commands.Replies.Planning;

/// <summary>The steps of the capacity worksheet, in its order, each with its arithmetic.</summary>
internal static class PlanSteps
{
    private static readonly EngineVersion FirstWithSeparators = new(0, 8);

    public static IEnumerable<string> Of(CapacityPlan plan)
    {
        var replica = plan.Pool.Replica;
        yield return $"GPU: {GpuNames.Of(replica.Gpu)}, {Figures.Gibibytes(replica.Gpu.Usable)} GiB usable of {Figures.Number(replica.Gpu.NominalGigabytes)} GB on the box; {replica.Count} a replica{Smaller(plan)}";
        yield return $"Weights: {Figures.Gibibytes(plan.Weights)} GiB a replica in {replica.Estimate.Request.Weights.Label}";
        yield return Sharding(replica);
        yield return Reserve(plan, replica);
        yield return Cache(replica);
        yield return Concurrency(plan.Pool);
        yield return LongRequests(plan);
        yield return Loading(plan.Loading);
        yield return Pools(plan.Pool);
        yield return Cost(plan.Pool);
    }

    /// <summary>Two significant digits, and one decimal from 10 on: <c>0.063</c>, <c>0.63</c>, <c>2.5</c>, <c>37.4</c>.</summary>
    internal static string Size(Bytes size) => size.TotalGibibytes switch
    {
        < 0.01 => size.TotalGibibytes.ToString("0.0000", CultureInfo.InvariantCulture),
        < 0.1 => size.TotalGibibytes.ToString("0.000", CultureInfo.InvariantCulture),
        < 10 => size.TotalGibibytes.ToString("0.00", CultureInfo.InvariantCulture),
        _ => Figures.Gibibytes(size),
    };

    private static string Smaller(CapacityPlan plan) => plan.Smallest is { } smallest
        ? $" ({smallest.Replica.Count} would hold {"sequence".ToQuantity(smallest.Replica.Sequences, "#,0")} at once: {"GPU".ToQuantity(smallest.Gpus, "#,0")} in all)"
        : string.Empty;

    private static string Sharding(Replica replica)
    {
        var (layout, weights) = (replica.Estimate.Request.Parallelism, Figures.Gibibytes(replica.Estimate[PartKind.Weights]));
        if (layout.Gpus == 1)
            return $"Sharding: none, {weights} GiB on the GPU";
        string[] ways = [.. layout.Tensor > 1 ? [$"tensor parallel {layout.Tensor}"] : Array.Empty<string>(), .. layout.Pipeline > 1 ? [$"{layout.Pipeline} {(replica.Estimate.Request.Engine.Engine.RunsGguf ? "cards by layer" : "pipeline stages")}"] : Array.Empty<string>()];
        return $"Sharding: {string.Join(", ", ways)}: {weights} GiB on {(layout.Pipeline > 1 ? "the fullest" : "each")} GPU";
    }

    /// <summary>What the engine works with, what stays free, and what is left for caches.</summary>
    private static string Reserve(CapacityPlan plan, Replica replica)
    {
        var working = Bytes.Max(Bytes.Zero, replica.Reserve - replica.Left);
        var share = (double)replica.Reserve.Count / replica.Gpu.Usable.Count;
        return string.Create(CultureInfo.InvariantCulture, $"Reserve: {Figures.Gibibytes(working)} GiB for the engine (activations, graphs, context), {Figures.Gibibytes(replica.Left)} stay free{HeadroomOf(plan, replica)}: {share:0 %} of the card. Left for caches: {Size(replica.CacheRoom)} GiB{OnEach(replica)}");
    }

    private static string HeadroomOf(CapacityPlan plan, Replica replica)
    {
        var request = replica.Estimate.Request;
        if (plan.Request.Headroom is { } share)
            return string.Create(CultureInfo.InvariantCulture, $" (headroom {share * 100:0.##} %)");
        return replica.HasSlots ? " (10 % at least)" : $" ({request.Engine.Engine.Label}'s default)";
    }

    private static string Cache(Replica replica)
    {
        var gpus = replica.Count;
        if (replica.Classes is [var only])
            return $"KV cache of a sequence, {Figures.Tokens(only.Class.Prompt)} + {Figures.Tokens(only.Class.Output)} tokens: {Size(only.Size)} GiB{OnEach(replica)}{(gpus > 1 && replica.Estimate.Request.Parallelism.Pipeline == 1 ? $", {Size(gpus * only.Size)} in all" : string.Empty)}{Slot(replica)}";
        var each = replica.Classes.Select(part => string.Create(CultureInfo.InvariantCulture, $"{LineReader.Shown(part.Class.Name)} {Size(part.Size)} ({Figures.Tokens(part.Class.Length)} tokens, {part.Class.Share * 100:0.#} %)"));
        return $"KV cache of a sequence{OnEach(replica)}: {string.Join(" · ", each)} GiB; {(replica.HasSlots ? $"every slot is as long as the longest, {Size(replica.MeanSequence)}" : $"of the mix {Size(replica.MeanSequence)}")}";
    }

    private static string Slot(Replica replica) => replica.HasSlots ? $", a slot of {Figures.Tokens(replica.Estimate.Request.Context)} tokens each" : string.Empty;

    private static string OnEach(Replica replica) => replica.Count > 1 ? " on each GPU" : string.Empty;

    private static string Concurrency(ServingPool pool)
    {
        var (traffic, replica) = (pool.Traffic, pool.Replica);
        var limit = replica.LowersLimit ? $"; with more than --max-num-seqs {replica.SequenceLimit} it would not start" : replica.IsLimited ? " by its own limit" : string.Empty;
        var division = replica.IsLimited || replica.HasSlots ? string.Empty : $"{Size(replica.CacheRoom)} / {Size(replica.MeanSequence)} = ";
        return string.Create(CultureInfo.InvariantCulture, $"Concurrency: {traffic.Users:#,0} users × burst {traffic.Burst:0.##} = {traffic.Peak:#,0} sequences; a replica holds {division}{replica.Sequences:#,0}{limit}");
    }

    private static string LongRequests(CapacityPlan plan)
    {
        if (plan.Split is not { } split)
            return "Long requests: one class, one pool";
        var name = LineReader.Shown(split.Longest.Name);
        var displaces = string.Create(CultureInfo.InvariantCulture, $"one of {name} takes the room of {split.Displaces:0.#} others, together they take {split.CacheShare:0 %} of the cache");
        if (!split.IsConsidered)
            return $"Long requests: {displaces}. No pool of their own";
        if (split is not { Others: { } others, Apart: { } apart })
            return $"Long requests: {displaces}. A pool of their own does not serve on these cards";
        var sums = $"{PlanReply.Count(others.Gpus)} + {PlanReply.Count(apart.Gpus)} = {"GPU".ToQuantity(others.Gpus + apart.Gpus, "#,0")}";
        var verdict = plan.WantsSplit ? $"Two pools need fewer, {sums} ({PlanReply.Replicas(others)}; for {name} {PlanReply.Replicas(apart)})"
            : split.Gpus == plan.Pool.Gpus ? $"Two pools need as many, {sums}, and keep long prompts from holding up the others"
            : $"One pool for all needs fewer; two would need {sums}";
        return $"Long requests: {displaces}. {verdict}";
    }

    private static string Loading(LoadPlan loading) => string.Create(
        CultureInfo.InvariantCulture,
        $"Cold start: {Clock(loading.Fastest)} to {Clock(loading.Slowest)} ({loading.Checkpoint.TotalGigabytes:#,0} GB read at 7 to 1 GB/s, engine {loading.StartSeconds.Fastest:0}–{loading.StartSeconds.Slowest:0} s). Host memory: {Figures.Gibibytes(loading.LeastHost)} GiB at least, {Figures.Gibibytes(loading.Checkpoint)} to keep the files cached");

    private static string Clock(double seconds) => seconds < 100
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.#} min");

    private static string Pools(ServingPool pool)
    {
        var replica = pool.Replica;
        var division = string.Create(CultureInfo.InvariantCulture, $"Replicas: {pool.Traffic.Peak:#,0} / {replica.Sequences:#,0} = {pool.Replicas:#,0}");
        if (replica.Pool is not { } cache)
            return $"{division}, of {"slot".ToQuantity(replica.Sequences, "#,0")} with {Figures.Tokens(replica.Estimate.Request.Context)} tokens each";
        return $"{division}, each with a pool of {Figures.Tokens(cache.Tokens)} tokens{(pool.Replicas > 1 ? $", {Figures.Tokens(pool.Tokens!.Value)} together" : string.Empty)}{Printed(replica, cache)}";
    }

    private static string Cost(ServingPool pool)
    {
        var gpus = "GPU".ToQuantity(pool.Gpus, "#,0");
        if (pool.Cost is not { Price: var price } cost)
            return $"Cost: {gpus}; nobody is known to rent out the {GpuNames.Of(pool.Replica.Gpu)}";
        var spot = cost.SpotPerHourUsd is { } less ? $", spot {PlanReply.Dollars(less)}" : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"Cost: {gpus} × {PlanReply.Dollars(price.OnDemandUsd)} = {PlanReply.Dollars(cost.PerHourUsd)} an hour{spot}; {cost.PerMonthUsd:$#,0} a month of {Core.Costs.CloudCost.HoursPerMonth} hours ({price.Provider}, {price.Date})");
    }

    /// <summary>The pool as the engine prints it: vLLM separates thousands since its second core (v1/core/kv_cache_utils.py).</summary>
    private static string Printed(Replica replica, Core.Estimation.CachePool cache)
    {
        var (engine, context) = (replica.Estimate.Request.Engine, replica.Estimate.Request.Context);
        var tokens = engine.Version < FirstWithSeparators ? context.ToString() : Figures.Tokens(context);
        return engine.Kind switch
        {
            EngineKind.Vllm => string.Create(CultureInfo.InvariantCulture, $". vLLM prints: Maximum concurrency for {tokens} tokens per request: {cache.MaximumConcurrency:F2}x"),
            EngineKind.Sglang => $". SGLang prints: max_total_num_tokens={cache.Tokens}",
            _ => string.Empty,
        };
    }
}
