using System.Collections.Immutable;
using System.Globalization;
using VramBot.Commands.Grammar;
using VramBot.Commands.Replies;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Guide.Topics;

/// <summary>What models take use by use, and the smallest card that does.</summary>
internal sealed class ModelsTopic : ITopic
{
    private const string Short = "2048";
    private const int Long = 32768;

    private static readonly ImmutableArray<string> Usual = ["llama-3.1-8b", "llama-3.1-70b", "mistral-7b-v0.3", "mixtral-8x7b", "gpt-3", "phi-2"];

    /// <inheritdoc/>
    public Reply Answer(GuideQuestion question, GuideDesk desk) => question.Model is { } model ? OfModel(model, desk) : OfModels(desk);

    private static Reply OfModels(GuideDesk desk) => new(Tr("Models"))
    {
        Headline = Tr("What well-known models take; each row opens the model's own table with cards"),
        Sections =
        [
            .. GuideWords.Table(Tr("GiB with 2,048 tokens"), ["fp16", "int8", "int4", "LoRA", Tr("full")], Usual.Select(model => Row(model, desk))),
            .. GuideWords.Say(Tr("GPT-3's shape is published, its weights are not: it stands for models of 175B.")),
            GuideWords.Ask(GuideLine.Topic("models", "qwen3-14b"), GuideLine.Topic("quick")),
        ],
        Footer = Tr("One user; training with one sample of 2,048 tokens"),
    };

    private static TableRow Row(string model, GuideDesk desk)
    {
        var figures = new[] { Serving(model, "fp16"), Serving(model, "int8"), Serving(model, "int4"), GuideLine.Vram(model, ("task", "lora")), GuideLine.Vram(model, ("task", "full")) }.Select(desk.Of).ToList();
        return new(model, [.. figures.Select(GuideWords.Gib)]) { Command = GuideLine.Topic("models", model) };
    }

    private static Reply OfModel(string model, GuideDesk desk)
    {
        var uses = Uses(model, desk).ToList();
        if (uses.Count == 0)
            return new(Tr("Models"));
        var (estimate, network) = (uses[0].Figure.Estimate, uses[0].Figure.Model.Network!);
        return new($"{Tr("Models")} · {FitWords.NameOf(uses[0].Figure.Model)}")
        {
            Headline = ShapeWords.Facts(estimate, network),
            Sections =
            [
                .. GuideWords.Lines(Tr("Memory, and the smallest card"), uses.Select(use => GuideWords.Line(Tr($"{use.Label}: {GuideWords.Gib(use.Figure)} GiB, {GuideWords.Card(desk.Smallest(use.Figure))}"), use.Figure.Command))),
                .. GuideWords.Say([ShapeWords.OfExperts(estimate, network), .. ShapeWords.OfCache(network)]),
                GuideWords.Ask(GuideLine.Topic("throughput", model), GuideLine.Topic("kv", model), GuideLine.Topic("gguf", model)),
            ],
            Footer = Tr("One user where none are said; the smallest common card that holds it with room, NVIDIA's first, else several"),
        };
    }

    private static IEnumerable<(string Label, GuideFigure Figure)> Uses(string model, GuideDesk desk)
    {
        var most = desk.Of(GuideLine.Vram(model))?.Model.MaxContext.Count ?? 0;
        (string Label, TypedLine Line)[] uses =
        [
            (Tr("fp16, 2,048 tokens"), Serving(model, "fp16")),
            (Tr("int8, 2,048 tokens"), Serving(model, "int8")),
            (Tr("int4, 2,048 tokens"), Serving(model, "int4")),
            (Tr("fp16, 8 users"), Serving(model, "fp16").With("users", "8")),
            .. most >= Long ? [(Tr("fp16, 32,768 tokens"), Serving(model, "fp16").With("ctx", Long.ToString(CultureInfo.InvariantCulture)))] : Array.Empty<(string, TypedLine)>(),
            ("QLoRA", GuideLine.Vram(model, ("task", "qlora"))),
            ("LoRA", GuideLine.Vram(model, ("task", "lora"))),
            (Tr("full fine-tuning, 4 samples"), GuideLine.Vram(model, ("task", "full"), ("users", "4"))),
        ];
        foreach (var (label, line) in uses)
            if (desk.Of(line) is { } figure)
                yield return (label, figure);
    }

    private static TypedLine Serving(string model, string format) => GuideLine.Vram(model, ("precision", format), ("ctx", Short));
}
