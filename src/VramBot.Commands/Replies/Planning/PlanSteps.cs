using System.Globalization;
using VramBot.Commands.Grammar;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Planning;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies.Planning;

/// <summary>The steps of the capacity worksheet, in its order, each with its arithmetic.</summary>
internal static class PlanSteps
{
    private static readonly EngineVersion FirstWithSeparators = new(0, 8);

    public static IEnumerable<string> Of(CapacityPlan plan)
    {
        var replica = plan.Pool.Replica;
        yield return Tr($"GPU: {GpuNames.Of(replica.Gpu)}, {Figures.Gibibytes(replica.Gpu.Usable)} GiB usable of {Figures.Number(replica.Gpu.NominalGigabytes)} GB on the box; {replica.Count} a replica{Smaller(plan)}");
        yield return Tr($"Weights: {Figures.Gibibytes(plan.Weights)} GiB a replica in {replica.Estimate.Request.Weights.Label}");
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
        < 0.01 => size.TotalGibibytes.ToString("0.0000", CultureInfo.CurrentCulture),
        < 0.1 => size.TotalGibibytes.ToString("0.000", CultureInfo.CurrentCulture),
        < 10 => size.TotalGibibytes.ToString("0.00", CultureInfo.CurrentCulture),
        _ => Figures.Gibibytes(size),
    };

    private static string Smaller(CapacityPlan plan) => plan.Smallest is { } smallest
        ? Tr($" ({smallest.Replica.Count} would hold {PlanReply.SequencesOf(smallest.Replica.Sequences)} at once: {PlanReply.GpusOf(smallest.Gpus)} in all)")
        : string.Empty;

    private static string Sharding(Replica replica)
    {
        var (layout, weights) = (replica.Estimate.Request.Parallelism, Figures.Gibibytes(replica.Estimate[PartKind.Weights]));
        if (layout.Gpus == 1)
            return Tr($"Sharding: none, {weights} GiB on the GPU");
        string?[] ways =
        [
            layout.Tensor > 1 ? Tr($"tensor parallel {layout.Tensor}") : null,
            layout.Pipeline == 1 ? null : replica.Estimate.Request.Engine.Engine.RunsGguf ? Tr($"{layout.Pipeline} cards by layer") : Tr($"{layout.Pipeline} pipeline stages"),
        ];
        var said = string.Join(", ", ways.OfType<string>());
        return layout.Pipeline > 1 ? Tr($"Sharding: {said}: {weights} GiB on the fullest GPU") : Tr($"Sharding: {said}: {weights} GiB on each GPU");
    }

    /// <summary>What the engine works with, what stays free, and what is left for caches.</summary>
    private static string Reserve(CapacityPlan plan, Replica replica)
    {
        var working = Bytes.Max(Bytes.Zero, replica.Reserve - replica.Left);
        var share = (double)replica.Reserve.Count / replica.Gpu.Usable.Count;
        return Tr($"Reserve: {Figures.Gibibytes(working)} GiB for the engine (activations, graphs, context), {Figures.Gibibytes(replica.Left)} stay free{HeadroomOf(plan, replica)}: {share:0 %} of the card. Left for caches: {Size(replica.CacheRoom)} GiB{OnEach(replica)}");
    }

    private static string HeadroomOf(CapacityPlan plan, Replica replica)
    {
        var request = replica.Estimate.Request;
        if (plan.Request.Headroom is { } share)
            return Tr($" (headroom {share * 100:0.##} %)");
        return replica.HasSlots ? Tr(" (10 % at least)") : Tr($" ({request.Engine.Engine.Label}'s default)");
    }

    private static string Cache(Replica replica)
    {
        var gpus = replica.Count;
        if (replica.Classes is [var only])
            return Tr($"KV cache of a sequence, {Figures.Tokens(only.Class.Prompt)} + {Figures.Tokens(only.Class.Output)} tokens: {Size(only.Size)} GiB{OnEach(replica)}{(gpus > 1 && replica.Estimate.Request.Parallelism.Pipeline == 1 ? Tr($", {Size(gpus * only.Size)} in all") : string.Empty)}{Slot(replica)}");
        var each = string.Join(" · ", replica.Classes.Select(part => Tr($"{LineReader.Shown(part.Class.Name)} {Size(part.Size)} ({Figures.Tokens(part.Class.Length)} tokens, {part.Class.Share * 100:0.#} %)")));
        return replica.HasSlots
            ? Tr($"KV cache of a sequence{OnEach(replica)}: {each} GiB; every slot is as long as the longest, {Size(replica.MeanSequence)}")
            : Tr($"KV cache of a sequence{OnEach(replica)}: {each} GiB; of the mix {Size(replica.MeanSequence)}");
    }

    private static string Slot(Replica replica) => replica.HasSlots ? Tr($", a slot of {Figures.Tokens(replica.Estimate.Request.Context)} tokens each") : string.Empty;

    private static string OnEach(Replica replica) => replica.Count > 1 ? Tr(" on each GPU") : string.Empty;

    private static string Concurrency(ServingPool pool)
    {
        var (traffic, replica) = (pool.Traffic, pool.Replica);
        var limit = replica.LowersLimit ? Tr($"; with more than --max-num-seqs {replica.SequenceLimit} it would not start") : replica.IsLimited ? Tr(" by its own limit") : string.Empty;
        var division = replica.IsLimited || replica.HasSlots ? string.Empty : $"{Size(replica.CacheRoom)} / {Size(replica.MeanSequence)} = ";
        return Tr($"Concurrency: {traffic.Users:#,0} users × burst {traffic.Burst:0.##} = {traffic.Peak:#,0} sequences; a replica holds {division}{replica.Sequences:#,0}{limit}");
    }

    private static string LongRequests(CapacityPlan plan)
    {
        if (plan.Split is not { } split)
            return Tr("Long requests: one class, one pool");
        var name = LineReader.Shown(split.Longest.Name);
        var displaces = Tr($"one of {name} takes the room of {split.Displaces:0.#} others, together they take {split.CacheShare:0 %} of the cache");
        if (!split.IsConsidered)
            return Tr($"Long requests: {displaces}. No pool of their own");
        if (split is not { Others: { } others, Apart: { } apart })
            return Tr($"Long requests: {displaces}. A pool of their own does not serve on these cards");
        var sums = $"{Figures.Count(others.Gpus)} + {Figures.Count(apart.Gpus)} = {PlanReply.GpusOf(others.Gpus + apart.Gpus)}";
        var verdict = plan.WantsSplit ? Tr($"Two pools need fewer, {sums} ({PlanReply.Replicas(others)}; for {name} {PlanReply.Replicas(apart)})")
            : split.Gpus == plan.Pool.Gpus ? Tr($"Two pools need as many, {sums}, and keep long prompts from holding up the others")
            : Tr($"One pool for all needs fewer; two would need {sums}");
        return Tr($"Long requests: {displaces}. {verdict}");
    }

    private static string Loading(LoadPlan loading) => Tr(
        $"Cold start: {Clock(loading.Fastest)} to {Clock(loading.Slowest)} ({loading.Checkpoint.TotalGigabytes:#,0} GB read at 7 to 1 GB/s, engine {loading.StartSeconds.Fastest:0}–{loading.StartSeconds.Slowest:0} s). Host memory: {Figures.Gibibytes(loading.LeastHost)} GiB at least, {Figures.Gibibytes(loading.Checkpoint)} to keep the files cached");

    private static string Clock(double seconds) => seconds < 100
        ? string.Create(CultureInfo.CurrentCulture, $"{seconds:0} s")
        : string.Create(CultureInfo.CurrentCulture, $"{seconds / 60:0.#} min");

    private static string Pools(ServingPool pool)
    {
        var replica = pool.Replica;
        var division = Tr($"Replicas: {pool.Traffic.Peak:#,0} / {replica.Sequences:#,0} = {pool.Replicas:#,0}");
        if (replica.Pool is not { } cache)
        {
            var tokens = Figures.Tokens(replica.Estimate.Request.Context);
            return division + (replica.Sequences == 1 ? Tr($", of {replica.Sequences:#,0} slot with {tokens} tokens each") : Tr($", of {replica.Sequences:#,0} slots with {tokens} tokens each"));
        }

        var together = pool.Replicas > 1 ? Tr($", {Figures.Tokens(pool.Tokens!.Value)} together") : string.Empty;
        return $"{division}{Tr($", each with a pool of {Figures.Tokens(cache.Tokens)} tokens")}{together}{Printed(replica, cache)}";
    }

    private static string Cost(ServingPool pool)
    {
        var gpus = PlanReply.GpusOf(pool.Gpus);
        if (pool.Cost is not { Price: var price } cost)
            return Tr($"Cost: {gpus}; nobody is known to rent out the {GpuNames.Of(pool.Replica.Gpu)}");
        var spot = cost.SpotPerHourUsd is { } less ? Tr($", spot {PlanReply.Dollars(less)}") : string.Empty;
        return Tr($"Cost: {gpus} × {PlanReply.Dollars(price.OnDemandUsd)} = {PlanReply.Dollars(cost.PerHourUsd)} an hour{spot}; {PlanReply.WholeDollars(cost.PerMonthUsd)} a month of {Core.Costs.CloudCost.HoursPerMonth} hours ({price.Provider}, {price.Date})");
    }

    /// <summary>The pool as the engine prints it, whatever language is spoken: vLLM separates thousands since its second core (v1/core/kv_cache_utils.py).</summary>
    private static string Printed(Replica replica, Core.Estimation.CachePool cache)
    {
        var (engine, context) = (replica.Estimate.Request.Engine, replica.Estimate.Request.Context);
        var tokens = engine.Version < FirstWithSeparators ? context.ToString() : context.Count.ToString("#,0", CultureInfo.InvariantCulture);
        var printed = engine.Kind switch
        {
            EngineKind.Vllm => string.Create(CultureInfo.InvariantCulture, $"Maximum concurrency for {tokens} tokens per request: {cache.MaximumConcurrency:F2}x"),
            EngineKind.Sglang => $"max_total_num_tokens={cache.Tokens}",
            _ => null,
        };
        return printed is null ? string.Empty : Tr($". {engine.Engine.Label} prints: {printed}");
    }
}
