using System.Collections.Immutable;
using System.Globalization;
using VramBot.Commands.Grammar;
using VramBot.Commands.Replies;
using VramBot.Core.Engines;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Guide.Topics;

/// <summary>Ways to save memory, each asked by itself and with what it saves.</summary>
internal sealed class OptimizeTopic : ITopic
{
    private const string Usual = "llama-3.1-8b";
    private const long Longest = 32768;
    private const string Users = "8";

    /// <inheritdoc/>
    public Reply Answer(GuideQuestion question, GuideDesk desk)
    {
        var model = question.Model ?? Usual;
        var (serving, training) = (Rows(Serving(model, question.Gpu, desk), desk), Rows(Training(model, question.Gpu), desk));
        if (serving.Count == 0 && training.Count == 0)
            return new(Tr("Ways to save memory"));
        var all = (serving.Count > 0 ? serving : training)[0].Figure;
        return new($"{Tr("Ways to save memory")} · {FitWords.NameOf(all.Model)}{(all.Own is { } own ? $" · {GpuNames.Of(own.Rig)}" : string.Empty)}")
        {
            Headline = Headline(serving, training),
            Sections =
            [
                .. GuideWords.Table(serving.Count > 0 ? Tr($"To serve: {Users} users, {Figures.Tokens(serving[0].Figure.Estimate.Request.Context)} tokens each, GiB") : string.Empty, Columns(question), serving.Select(row => Row(row, serving[0].Figure, question))),
                .. GuideWords.Table(Tr("To train: 8 samples of 2,048 tokens, GiB"), Columns(question), training.Select(row => Row(row, training[0].Figure, question))),
                .. GuideWords.Say(Attention(model, question.Gpu, desk), Tr("Savings do not add up: each is measured against the first line of its table.")),
                GuideWords.Ask(GuideLine.Topic("precision", question.Model), GuideLine.Topic("zero", question.Model)),
            ],
            Footer = string.Join(" · ", serving.Take(1).Concat(training.Take(1)).Select(row => row.Figure.Estimate.Request.Engine.ToString())),
        };
    }

    private static string? Headline(List<(string Label, GuideFigure Figure)> serving, List<(string Label, GuideFigure Figure)> training)
    {
        var best = new[] { serving, training }.Where(rows => rows.Count > 1).Select(rows => (rows[0], Best: rows.MinBy(row => row.Figure.Estimate.Total))).ToList();
        return best.Count == 2
            ? Tr($"To serve, “{best[0].Best.Label}” saves most: {GuideWords.Saved(best[0].Item1.Figure, best[0].Best.Figure)}; to train, “{best[1].Best.Label}”: {GuideWords.Saved(best[1].Item1.Figure, best[1].Best.Figure)}")
            : best.Count == 1 ? Tr($"“{best[0].Best.Label}” saves most: {GuideWords.Saved(best[0].Item1.Figure, best[0].Best.Figure)}") : null;
    }

    private static ImmutableArray<string> Columns(GuideQuestion question) => question.Gpu is null ? ["GiB", Tr("saves")] : ["GiB", Tr("saves"), Tr("fits")];

    private static TableRow Row((string Label, GuideFigure Figure) row, GuideFigure from, GuideQuestion question) => new(
        row.Label,
        [GuideWords.Gib(row.Figure), row.Figure == from ? GuideWords.None : GuideWords.Saved(from, row.Figure), .. question.Gpu is null ? Array.Empty<string>() : [GuideWords.Fits(row.Figure.Own)]])
    { Command = row.Figure.Command };

    private static List<(string Label, GuideFigure Figure)> Rows(IEnumerable<(string Label, TypedLine Line)> lines, GuideDesk desk)
    {
        var rows = lines.Select(line => (line.Label, Figure: desk.Of(line.Line))).ToList();
        return rows is [{ Figure: null }, ..] ? [] : [.. rows.Where(row => row.Figure is not null).Select(row => (row.Label, row.Figure!))];
    }

    private static IEnumerable<(string Label, TypedLine Line)> Serving(string model, string? gpu, GuideDesk desk)
    {
        var context = Math.Min(Longest, desk.Of(GuideLine.Vram(model))?.Model.MaxContext.Count ?? Longest);
        var asked = GuideLine.Vram(model, ("precision", "bf16"), ("users", Users), ("ctx", Text(context)), ("engine", KnownEngines.Vllm.Id), ("gpu", gpu));
        yield return (Tr("as it is, bf16"), asked);
        yield return (Tr("weights in fp8"), asked.With("precision", "fp8"));
        yield return (Tr("weights in int4"), asked.With("precision", "awq"));
        yield return (Tr("cache in fp8"), asked.With("kv", "fp8"));
        yield return (Tr("half the context"), asked.With("ctx", Text(context / 2)));
        yield return (Tr("half the users"), asked.With("users", "4"));
        yield return (Tr("int4, cache in fp8"), asked.With("precision", "awq").With("kv", "fp8"));
    }

    private static IEnumerable<(string Label, TypedLine Line)> Training(string model, string? gpu)
    {
        var asked = GuideLine.Vram(model, ("task", "full"), ("dtype", "mixed"), ("checkpointing", "off"), ("users", Users), ("gpu", gpu));
        yield return (Tr("full, 32-bit weights"), asked);
        yield return (Tr("checkpointing"), asked.With("checkpointing", "on"));
        yield return (Tr("bf16 throughout"), asked.With("dtype", "bf16"));
        yield return (Tr("8-bit AdamW"), asked.With("optimizer", "adamw-8bit"));
        yield return (Tr("all three"), asked.With("checkpointing", "on").With("dtype", "bf16").With("optimizer", "adamw-8bit"));
        yield return ("LoRA", GuideLine.Vram(model, ("task", "lora"), ("users", Users), ("gpu", gpu)));
        yield return ("QLoRA", GuideLine.Vram(model, ("task", "qlora"), ("users", Users), ("gpu", gpu)));
    }

    /// <summary>What fused attention saves in llama.cpp, which can do without: buffers, and nothing of the cache.</summary>
    private static string? Attention(string model, string? gpu, GuideDesk desk)
    {
        var asked = GuideLine.Vram(model, ("precision", "Q4_K_M"), ("ctx", "16384"), ("gpu", gpu));
        return desk.Of(asked.With("flags", "-fa off")) is { } off && desk.Of(asked.With("flags", "-fa on")) is { } on && off.Estimate.Total > on.Estimate.Total
            ? Tr($"FlashAttention leaves the cache as it is: at 16,384 tokens in llama.cpp it saves {Figures.Gibibytes(off.Estimate.Total - on.Estimate.Total)} GiB of buffers ({GuideWords.Saved(off, on)}), and speed. vLLM always has it.")
            : null;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
