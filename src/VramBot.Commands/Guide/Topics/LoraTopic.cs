using System.Globalization;
using VramBot.Commands.Grammar;
using VramBot.Commands.Replies;
using VramBot.Core.Estimation;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Guide.Topics;

/// <summary>Methods of fine-tuning one model: what is trained, and what that takes.</summary>
internal sealed class LoraTopic : ITopic
{
    private const string Usual = "llama-3.1-8b";

    /// <summary>Bytes of an adapter's weight as it is served (16 bit).</summary>
    private const int ServedWidth = 2;

    /// <inheritdoc/>
    public Reply Answer(GuideQuestion question, GuideDesk desk)
    {
        var model = question.Model ?? Usual;
        var rows = new (string Label, string? Rank, TypedLine Line)[]
        {
            (Tr("full"), null, GuideLine.Vram(model, ("task", "full"))),
            Method("LoRA", model, "lora", "8"),
            Method("LoRA", model, "lora", "16"),
            Method("LoRA", model, "lora", "64"),
            Method("QLoRA", model, "qlora", "16"),
        }.Select(row => (row.Label, row.Rank, Figure: desk.Of(row.Line.With("gpu", question.Gpu)))).Where(row => row.Figure is not null).Select(row => (row.Label, row.Rank, Figure: row.Figure!)).ToList();
        if (rows.Count == 0)
            return new(Tr("Full, LoRA or QLoRA"));
        var (first, last) = (rows[0].Figure, rows[^1].Figure);
        return new($"{Tr("Full, LoRA or QLoRA")} · {FitWords.NameOf(first.Model)}{(first.Own is { } own ? $" · {GpuNames.Of(own.Rig)}" : string.Empty)}")
        {
            Headline = Tr($"{rows[0].Label}: {GuideWords.Gib(first)} GiB; {rows[^1].Label}: {GuideWords.Gib(last)} ({GuideWords.Saved(first, last)})"),
            Sections =
            [
                .. GuideWords.Table(
                    Tr("Trained weights, and GiB on a GPU"),
                    [Tr("trained"), "%", "GiB", .. question.Gpu is null ? Array.Empty<string>() : [Tr("fits")]],
                    rows.Select(row => new TableRow(row.Label, [.. Trained(row.Rank, row.Figure, model, desk), GuideWords.Gib(row.Figure), .. question.Gpu is null ? Array.Empty<string>() : [GuideWords.Fits(row.Figure.Own)]]) { Command = row.Figure.Command })),
                .. question.Gpu is null ? GuideWords.Lines(Tr("The smallest card for each"), rows.Select(row => new ReplyLine(LineMark.None, $"{row.Label}: {GuideWords.Card(desk.Smallest(row.Figure))}"))) : [],
                .. GuideWords.Say(
                    Tr("The rank hardly counts: weights that stay as they are need neither gradients nor moments. What LoRA keeps are those weights in 16 bit, QLoRA in 4, and activations."),
                    Tr("Rank 8 does for simple tasks, 16 to 32 for most, 64 and more comes near full fine-tuning. Adapters are merged afterwards, or served beside the model: `adapters:4`.")),
                GuideWords.Ask(GuideLine.Topic("zero", question.Model), GuideLine.Compare(model, ("task", "lora,qlora,full")).ToString()),
            ],
            Footer = $"{first.Estimate.Request.Engine} · {Tr("a sample of 2,048 tokens; adapters on every linear layer")}",
        };
    }

    private static (string Label, string? Rank, TypedLine Line) Method(string name, string model, string task, string rank) => (Tr($"{name}, rank {rank}"), rank, GuideLine.Vram(model, ("task", task), ("rank", rank)));

    /// <summary>The weights that are trained, and their share: those of an adapter as it is served.</summary>
    private static string[] Trained(string? rank, GuideFigure figure, string model, GuideDesk desk)
    {
        var all = figure.Estimate.Parameters;
        if (rank is null)
            return [all.ToString(), "100"];
        if (desk.Of(GuideLine.Vram(model, ("adapters", "1"), ("rank", rank)))?.Estimate[PartKind.Adapters] is not { } adapter || adapter == Bytes.Zero)
            return [GuideWords.None, GuideWords.None];
        var trained = new ParameterCount(adapter.Count / ServedWidth);
        return [trained.ToString(), (100.0 * trained.Count / all.Count).ToString("0.00", CultureInfo.CurrentCulture)];
    }
}
