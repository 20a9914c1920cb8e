using System.Collections.Immutable;
using VramBot.Commands.Handlers;
using VramBot.Commands.Replies;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Guide.Topics;

/// <summary>The quick answer table: usual sizes by format and task, and how far the rule of thumb is off.</summary>
internal sealed class QuickTopic : ITopic
{
    private const double Near = 0.05;

    private static readonly ImmutableArray<(string Size, double Billions)> Sizes = [("1b", 1), ("7b", 7), ("13b", 13), ("70b", 70), ("175b", 175)];
    private static readonly ImmutableArray<string> Formats = ["fp16", "int8", "int4"];
    private static readonly ImmutableArray<string> Tasks = ["lora", "qlora", "full"];

    /// <inheritdoc/>
    public Reply Answer(GuideQuestion question, GuideDesk desk)
    {
        var served = Sizes.Select(size => Formats.Select(format => desk.Of(GuideLine.Vram(size.Size, ("precision", format)))).ToList()).ToList();
        var trained = Sizes.Select(size => Tasks.Select(task => desk.Of(GuideLine.Vram(size.Size, ("task", task)))).ToList()).ToList();
        return new(Tr("Quick answers"))
        {
            Headline = Tr($"A 7B model takes {GuideWords.Gib(served[1][0])} GiB in fp16 and {GuideWords.Gib(served[1][2])} in int4; LoRA trains it in {GuideWords.Gib(trained[1][0])}"),
            Sections =
            [
                .. GuideWords.Table(Tr($"To serve, GiB with {RequestBuilder.DefaultContext:#,0} tokens"), Formats, Rows(served, size => GuideLine.Compare(size, ("precisions", string.Join(',', Formats))).ToString())),
                .. GuideWords.Table(Tr($"To train, GiB with a sample of {TrainingRun.DefaultLength:#,0} tokens"), ["LoRA", "QLoRA", Tr("full")], Rows(trained, size => GuideLine.Compare(size, ("task", string.Join(',', Tasks))).ToString())),
                .. GuideWords.Table(Tr("How far the usual rule is off"), [.. Formats, "LoRA"], Sizes.Select((size, place) => new TableRow(Name(size.Size), [.. Formats.Select((format, column) => Off(size.Billions, format, served[place][column])), Off(size.Billions, "lora", trained[place][0])]))),
                .. GuideWords.Say(Tr("The rule counts 2, 1 and 0.5 GB a billion weights to serve, and 3 for LoRA. It leaves out the cache, activations and the engine, which weigh most in small models and small formats.")),
            ],
            Footer = Tr("Typical models of each size, one user; GiB are 2^30 bytes, the rule's GB 10^9. A named model has a narrower answer."),
        };
    }

    private static IEnumerable<TableRow> Rows(List<List<GuideFigure?>> figures, Func<string, string> line) =>
        figures.Select((row, place) => new TableRow(Name(Sizes[place].Size), [.. row.Select(GuideWords.Gib)]) { Command = line(Sizes[place].Size) });

    private static string Name(string size) => size.ToUpperInvariant();

    private static string Off(double billions, string kind, GuideFigure? figure)
    {
        if (figure is null || RuleOfThumb.PerBillion(kind) is not { } rate)
            return GuideWords.None;
        var off = (Bytes.FromBytes((long)(rate * billions * 1e9)).TotalGibibytes / figure.Estimate.Total.TotalGibibytes) - 1;
        return Math.Abs(off) < Near ? Tr("fine") : GuideWords.Percent(off);
    }
}
