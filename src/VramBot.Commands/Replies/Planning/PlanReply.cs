using System.Collections.Immutable;
using System.Globalization;
using VramBot.Commands.Grammar;
using VramBot.Commands.Handlers;
using VramBot.Core.Costs;
using VramBot.Core.Formats;
using VramBot.Core.Gpus;
using VramBot.Core.Planning;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies.Planning;

/// <summary>Words a plan: how many GPUs first, then the worksheet step by step, what decides, and what would need fewer.</summary>
public static class PlanReply
{
    /// <summary>The answer as a document.</summary>
    public static Reply Of(PlanAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.Plan is { } plan ? Planned(answer, plan) : TooSmall(answer);
    }

    private static Reply Planned(PlanAnswer answer, CapacityPlan plan) => new(Title(answer))
    {
        Headline = Headline(plan),
        Sections =
        [
            new ReplySection.Lines(string.Empty, [.. PlanSteps.Of(plan).Select(step => new ReplyLine(LineMark.None, step))], IsNumbered: true),
            new ReplySection.Paragraph(WhatDecides(plan)),
            .. Listed(Tr("To need fewer GPUs"), FewerGpus(answer, plan)),
            .. Listed(Tr("The same on other cards"), plan.Others.Select(pool => OnCard(answer, pool))),
            .. PlanNotes.Of(answer, plan).Select(note => new ReplySection.Paragraph(note)),
        ],
        Footer = PlanNotes.Footer(answer, plan),
    };

    /// <summary>The replicas, what they hold and cost; two pools where they need fewer GPUs than one.</summary>
    private static string Headline(CapacityPlan plan)
    {
        var pool = plan.Pool;
        if (!plan.WantsSplit || plan.Split is not { Others: { } others, Apart: { } apart } split)
        {
            var (held, sum) = (Figures.Count(pool.Sequences), Sum(pool.Replica.Gpu, pool.Gpus));
            return pool.Replicas == 1 ? Tr($"{Replicas(pool)} holds {held} sequences at once: {sum}") : Tr($"{Replicas(pool)} hold {held} sequences at once: {sum}");
        }

        var name = LineReader.Shown(split.Longest.Name);
        return Tr($"Two pools hold {Figures.Count(others.Sequences + apart.Sequences)} sequences at once: {Sum(pool.Replica.Gpu, others.Gpus + apart.Gpus)}. {Replicas(apart)} for {name}, {Replicas(others)} for the rest; one pool for all would need {Figures.Count(pool.Gpus)}");
    }

    private static Reply TooSmall(PlanAnswer answer) => new(Title(answer))
    {
        Mark = LineMark.DoesNotFit,
        Headline = Tr($"No replica serves this: {answer.Shortfall}"),
        Sections = answer.Instead is not { } instead
            ? [new ReplySection.Paragraph(Tr("No current datacenter card holds it either, up to 8 of a kind: take a smaller format or shorter requests."))]
            : [.. Listed(Tr("What would"), instead.Others.Prepend(instead.Pool).Select(pool => OnCard(answer, pool)))],
    };

    private static string Title(PlanAnswer answer)
    {
        var (traffic, request) = (answer.Request.Traffic, answer.Request.Request);
        var lengths = traffic.Classes is [var only] ? Tr($"{Figures.Tokens(only.Prompt)} + {Figures.Tokens(only.Output)} tokens") : Tr($"{traffic.Classes.Length} classes");
        var users = (int)traffic.Users == 1 ? Tr("1 user") : Tr($"{(int)traffic.Users:#,0} users");
        return $"{request.Model.Name} · {request.Weights.Label} · {users} · {lengths}";
    }

    /// <summary><c>2 replicas of 4× H100 SXM 80GB</c>.</summary>
    internal static string Replicas(ServingPool pool) => pool.Replicas == 1
        ? Tr($"{pool.Replicas:#,0} replica of {pool.Replica.Count}× {GpuNames.Of(pool.Replica.Gpu)}")
        : Tr($"{pool.Replicas:#,0} replicas of {pool.Replica.Count}× {GpuNames.Of(pool.Replica.Gpu)}");

    /// <summary><c>4 GPUs</c>.</summary>
    internal static string GpusOf(long count) => count == 1 ? Tr($"{count:#,0} GPU") : Tr($"{count:#,0} GPUs");

    /// <summary><c>12 sequences</c>.</summary>
    internal static string SequencesOf(long count) => count == 1 ? Tr($"{count:#,0} sequence") : Tr($"{count:#,0} sequences");

    private static string WhatDecides(CapacityPlan plan)
    {
        var (pool, replica) = (plan.Pool, plan.Pool.Replica);
        var (weights, cache) = (Share(replica, replica.Gpu.Usable - replica.Reserve - replica.CacheRoom), Share(replica, replica.CacheRoom));
        if (replica.IsLimited && pool.Replicas > 1)
            return Tr($"What decides: the engine's own limit of {Figures.Count(replica.SequenceLimit!.Value)} sequences at once, not memory.");
        if (plan.WantsSplit && replica.HasSlots)
            return Tr("What decides: in one pool every slot is as long as the longest request. The steps are those of one pool; step 7 has the two.");
        if (plan.Split is { IsConsidered: true, CacheShare: > 0.5 and var taken } split)
            return Tr($"What decides: the KV cache of {LineReader.Shown(split.Longest.Name)}: {split.Longest.Share * 100:0.#} % of the sequences take {taken:0 %} of it.");
        if (pool.Replicas == 1)
            return Tr($"What decides: one replica is enough, with room for {Figures.Count(replica.Sequences - pool.Traffic.Peak)} more than the peak. Weights take {weights} of each card, caches {cache}.");
        return replica.Estimate[Core.Estimation.PartKind.Weights] > replica.CacheRoom
            ? Tr($"What decides: the weights. They take {weights} of each card and leave {cache} for caches.")
            : replica.HasSlots ? Tr($"What decides: the slots, {cache} of each card; the weights take {weights}.")
            : Tr($"What decides: the KV cache, {cache} of each card; the weights take {weights}.");
    }

    private static string Share(Replica replica, Bytes size) => ((double)size.Count / replica.Gpu.Usable.Count).ToString("0 %", CultureInfo.CurrentCulture);

    private static IEnumerable<ReplySection> Listed(string heading, IEnumerable<ReplyLine> lines) =>
        lines.ToImmutableArray() is { Length: > 0 } items ? [new ReplySection.Lines(heading, items, IsNumbered: true)] : [];

    private static IEnumerable<ReplyLine> FewerGpus(PlanAnswer answer, CapacityPlan plan)
    {
        var card = answer.Line.With("gpu", answer.Line["gpu"] ?? plan.Pool.Replica.Gpu.Id);
        var most = plan.WantsSplit ? plan.Split!.Gpus : plan.Pool.Gpus;
        if (LessBurst(plan) is { } less && less.Pool.Gpus < most)
            yield return ReplyLine.About(LineMark.None, Tr($"burst {less.Burst:0.##}"), Whole(less.Pool), card.With("burst", less.Burst.ToString("0.##", CultureInfo.InvariantCulture)).ToString());
        foreach (var change in answer.Changes.Where(change => change.Pool.Gpus < most))
            yield return change.Kind switch
            {
                PlanChangeKind.CacheFormat => ReplyLine.About(LineMark.None, Capital.Of(Tr($"KV cache in {change.Request.Keys.Id}")), Whole(change.Pool), card.With("kv", change.Request.Keys.Id).ToString()),
                _ => ReplyLine.About(LineMark.None, Tr($"{change.Request.Weights.Label} weights"), Whole(change.Pool), card.With("precision", change.Request.Weights is GgufMix mix ? mix.Mix : change.Request.Weights.Id).ToString()),
            };
    }

    /// <summary>The burst that one replica less still holds, rounded down; null when it does not even hold the users.</summary>
    private static (double Burst, ServingPool Pool)? LessBurst(CapacityPlan plan)
    {
        var (pool, traffic) = (plan.Pool, plan.Pool.Traffic);
        var burst = Math.Floor((pool.Replicas - 1) * pool.Replica.Sequences / traffic.Users * 100) / 100;
        return burst >= 1 ? (burst, pool with { Traffic = traffic with { Burst = burst } }) : null;
    }

    private static ReplyLine OnCard(PlanAnswer answer, ServingPool pool) =>
        new(LineMark.None, Whole(pool), answer.Line.With("tp", null).With("pp", null).With("gpu", pool.Replica.Gpu.Id).ToString());

    /// <summary>US dollars with cents: <c>$38.08</c>.</summary>
    internal static string Dollars(decimal sum) => Tr($"${sum:#,0.00}");

    /// <summary>US dollars without cents: <c>$13,899</c>.</summary>
    internal static string WholeDollars(decimal sum) => Tr($"${sum:#,0}");

    /// <summary><c>1 replica of 4× H100 SXM 80GB, 4 GPUs, $19.04/hour</c>.</summary>
    private static string Whole(ServingPool pool) => $"{Replicas(pool)}, {Sum(pool.Replica.Gpu, pool.Gpus)}";

    private static string Sum(Gpu gpu, int gpus) => $"{GpusOf(gpus)}{(CloudCost.Of(gpu, gpus) is { } cost ? Tr($", {Dollars(cost.PerHourUsd)}/hour") : string.Empty)}";
}
