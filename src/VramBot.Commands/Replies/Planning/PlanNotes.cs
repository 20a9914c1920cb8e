using VramBot.Commands.Grammar;
using VramBot.Commands.Handlers;
using VramBot.Core.Planning;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies.Planning;

/// <summary>The usual mistakes of capacity planning, each said exactly when the request invites it, and what was assumed.</summary>
internal static class PlanNotes
{
    private const double FewBits = 5;
    private const double HalfWidth = 16;
    private const long LongForAll = 32 * 1024;

    public static IEnumerable<string> Of(PlanAnswer answer, CapacityPlan plan)
    {
        var replica = plan.Pool.Replica;
        foreach (var note in ModelNotes.Of(answer.Question.Replica, replica.Estimate))
            yield return note;
        if (answer.Request.Gpu is null)
            yield return plan.Pool.Cost is null
                ? Tr("No card was named: of the current ones that the engine runs on, these hold it with the least memory in all.")
                : Tr("No card was named: of the current datacenter cards with a known price, joined by NVLink where a replica has several, these cost the least.");
        if (Lengths(answer) is { } lengths)
            yield return lengths;
        if (answer.Request.Traffic is { Classes: [var only], Users: > 1 } traffic && (only.Length.Count >= LongForAll || 2 * only.Length.Count > answer.Request.Request.Model.MaxContext.Count))
            yield return Tr($"All {Figures.Count((long)traffic.Users)} sequences are planned at {Figures.Tokens(only.Length)} tokens. Where only some are that long, fewer GPUs do: {Mixed(only)}");
        if (answer.Request.Request is { Weights.BitsPerWeight: > 0 and < FewBits, Keys.Layout.BitsPerElement: >= HalfWidth and var bits } request)
            yield return Tr($"Weights of {request.Weights.BitsPerWeight:0.#} bits do not make the cache small: it stays at {bits:0} bits, until kv: says otherwise.");
        if (answer.Question.Replica.Gpu is { Assumption.Length: > 0 })
            yield return Tr($"Planned with the {Figures.Gibibytes(replica.Gpu.Usable)} GiB that the driver gives, not with the {Figures.Number(replica.Gpu.NominalGigabytes)} GB on the box.");
    }

    /// <summary>Lengths that were not said are said back; what has to be named is what most requests stay under, not what they come to on average.</summary>
    private static string? Lengths(PlanAnswer answer)
    {
        var request = answer.Request.Traffic.Classes[0];
        var said = answer.Question.Assumed switch
        {
            AssumedLengths.Output => Tr($"{Figures.Tokens(request.Output)} tokens of output are assumed"),
            AssumedLengths.Prompt => Tr($"{Figures.Tokens(request.Prompt)} tokens of prompt are assumed"),
            AssumedLengths.Both => Tr($"A prompt of {Figures.Tokens(request.Prompt)} and an output of {Figures.Tokens(request.Output)} tokens are assumed"),
            AssumedLengths.WholeContext => Tr($"Every sequence is taken to fill its {Figures.Tokens(request.Length)} tokens"),
            _ => null,
        };
        return said is null ? null : Tr($"{said}. Name prompt: and output: that 95 of 100 requests stay under; averages leave too little cache when long ones meet.");
    }

    /// <summary>The option that says that one in ten is as long and the others are ordinary.</summary>
    private static string Mixed(RequestClass all) => $"classes:\"short 1k+500 90%, long {all.Prompt}+{all.Output} 10%\"";

    /// <summary>Assumptions, and the measured error behind the pool.</summary>
    public static string Footer(PlanAnswer answer, CapacityPlan plan)
    {
        var (replica, estimate) = (plan.Pool.Replica, plan.Pool.Replica.Estimate);
        string[] said =
        [
            Tr("users are sequences in flight, not people"),
            answer.Line["burst"] is null ? Tr($"burst {plan.Request.Traffic.Burst:0.##}, assumed") : Tr($"burst {plan.Request.Traffic.Burst:0.##}"),
            .. estimate.Assumptions,
            Tr($"{estimate.Request.Keys.Id} cache"),
            .. replica.HasSlots ? [] : new[] { Tr("no prefix is shared") },
            Tr($"engine start {plan.Loading.Basis}"),
            VramReply.BasisOf(estimate),
        ];
        return string.Join(" · ", said);
    }
}
