using System.Collections.Immutable;
using VramBot.Commands.Replies;
using VramBot.Core.Estimation;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Guide.Topics;

/// <summary>Where the memory goes: six components of serving and training one model, side by side.</summary>
internal sealed class AnatomyTopic : ITopic
{
    private const string Usual = "llama-3.1-8b";

    /// <summary>The components, in the order in which guides name them, with the topic that says more.</summary>
    private static readonly ImmutableArray<(string Name, string Topic, ImmutableArray<PartKind> Parts)> Components =
    [
        (Later("weights"), "precision", [PartKind.Weights, PartKind.Adapters, PartKind.Draft]),
        (Later("KV cache"), "kv", [PartKind.Cache, PartKind.States]),
        (Later("activations"), "signals", [PartKind.Activations, PartKind.ComputeBuffer, PartKind.Loss, PartKind.Gathered]),
        (Later("optimizer"), "zero", [PartKind.OptimizerStates]),
        (Later("gradients"), "lora", [PartKind.Gradients]),
        (Later("CUDA and rest"), "mistakes", [PartKind.Graphs, PartKind.NonTorch, PartKind.Context, PartKind.AllocatorSlack]),
    ];

    /// <inheritdoc/>
    public Reply Answer(GuideQuestion question, GuideDesk desk)
    {
        var model = question.Model ?? Usual;
        var figures = new (string Label, GuideFigure? Figure)[]
        {
            (Tr("serve"), desk.Of(GuideLine.Vram(model))),
            ("QLoRA", desk.Of(GuideLine.Vram(model, ("task", "qlora")))),
            ("LoRA", desk.Of(GuideLine.Vram(model, ("task", "lora")))),
            (Tr("full"), desk.Of(GuideLine.Vram(model, ("task", "full")))),
        }.Where(column => column.Figure is not null).Select(column => (column.Label, Figure: column.Figure!)).ToImmutableArray();
        if (figures.Length == 0)
            return new(Tr("Where the memory goes"));
        var serving = figures[0].Figure;
        return new($"{Tr("Where the memory goes")} · {FitWords.NameOf(serving.Model)}")
        {
            Headline = Headline(figures),
            Sections =
            [
                .. GuideWords.Table("GiB", [.. figures.Select(column => column.Label)], Rows(figures, question.Model)),
                .. GuideWords.Lines(Tr("Each in full"), figures.Select(column => GuideWords.Line($"{column.Label}: {GuideWords.Gib(column.Figure)} GiB", column.Figure.Command))),
                .. GuideWords.Say(
                    ShapeWords.OfExperts(serving.Estimate, serving.Model.Network!),
                    Tr("Serving keeps the cache of every sequence; training keeps no cache, but gradients and two moments for each trained weight, and activations until the backward pass. Its parts are those of the moment when a step takes most."),
                    Tr("No percentage is added: each part is counted, computed, or read off measured runs.")),
            ],
            Footer = string.Join(" · ", figures.Select(column => column.Figure.Estimate.Request.Engine.ToString()).Distinct(StringComparer.Ordinal)),
        };
    }

    private static string Headline(ImmutableArray<(string Label, GuideFigure Figure)> figures)
    {
        var serving = figures[0].Figure.Estimate;
        var share = (double)serving[PartKind.Weights].Count / serving.Total.Count;
        return Tr($"Of {Figures.Gibibytes(serving.Total)} GiB to serve it {Math.Round(100 * share)} % are weights; full fine-tuning takes {figures[^1].Figure.Estimate.Total.TotalGibibytes / serving.Total.TotalGibibytes:0.0} times as much");
    }

    private static IEnumerable<TableRow> Rows(ImmutableArray<(string Label, GuideFigure Figure)> figures, string? model) =>
    [
        .. Components.Select(component => new TableRow(Capital.Of(Tr(component.Name)), [.. figures.Select(column => Size(column.Figure.Estimate, component.Parts))]) { Command = GuideLine.Topic(component.Topic, GuideTopics.Find(component.Topic)!.TakesModel ? model : null) }),
        new TableRow(Tr("In all"), [.. figures.Select(column => GuideWords.Gib(column.Figure))]),
    ];

    private static string Size(Estimate estimate, ImmutableArray<PartKind> parts) => parts.Aggregate(Bytes.Zero, (sum, part) => sum + estimate[part]) is var size && size > Bytes.Zero ? Figures.Gibibytes(size) : GuideWords.None;
}
