using System.Globalization;
using VramBot.Commands.Grammar;
using VramBot.Commands.Replies;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;
using VramBot.Core.Speed;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Guide.Topics;

/// <summary>How several cards share a model: each way worked out on the same cards.</summary>
internal sealed class MultiGpuTopic : ITopic
{
    private const string Usual = "llama-3.3-70b";
    private const string UsualCards = "2xa100-80gb";
    private const string Experts = "mixtral-8x7b";

    private static readonly string[] Formats = ["bf16", "fp8", "awq"];

    /// <inheritdoc/>
    public Reply Answer(GuideQuestion question, GuideDesk desk)
    {
        var (model, cards) = (question.Model ?? Usual, question.Gpu ?? UsualCards);
        if (desk.Of(GuideLine.Vram(model, ("precision", "Q4_K_M"), ("gpu", cards))) is not { Own: { } own } byLayer || own.Count < 2 || own.Rig.IsMixed)
            return new(Tr("Several GPUs"));
        var count = own.Count.ToString(CultureInfo.InvariantCulture);
        var format = Formats.FirstOrDefault(format => desk.Of(Serving(model, cards, format).With("tp", count)) is { Own.Verdict: not FitVerdict.DoesNotFit }) ?? Formats[^1];
        var (tensor, pipeline) = (desk.Of(Serving(model, cards, format).With("tp", count)), desk.Of(Serving(model, cards, format).With("pp", count)));
        var experts = byLayer.Model.Network!.Layers.Any(layer => layer.Experts is not null) ? model : Experts;
        var ways = new (string Label, GuideFigure? Figure)[]
        {
            (Tr($"tensor parallel, {format}"), tensor),
            (Tr($"pipeline, {format}"), pipeline),
            (Tr("by layer, Q4_K_M"), byLayer),
            (Tr($"experts, {experts}"), desk.Of(Serving(experts, cards, format).With("ep", count))),
            (Tr("ZeRO-3, LoRA"), desk.Of(GuideLine.Vram(model, ("task", "lora"), ("zero", "3"), ("gpu", cards)))),
            (Tr("ZeRO-3, QLoRA"), desk.Of(GuideLine.Vram(model, ("task", "qlora"), ("zero", "3"), ("gpu", cards)))),
        };
        return new($"{Tr("Several GPUs")} · {FitWords.NameOf(byLayer.Model)} · {GpuNames.Of(own.Rig)}")
        {
            Mark = VramReply.MarkOf((tensor ?? byLayer).Own!.Verdict),
            Headline = Headline(tensor ?? byLayer),
            Sections =
            [
                .. GuideWords.Table(Tr("GiB on each card, tokens/s of one user"), ["GiB", Tr("fits"), "tok/s"], ways.Where(way => way.Figure is not null).Select(way => new TableRow(way.Label, [GuideWords.Gib(way.Figure), GuideWords.Fits(way.Figure!.Own), GuideWords.Speed(way.Figure)]) { Command = way.Figure.Command })),
                .. GuideWords.Say(tensor is null ? null : Links(tensor), tensor is null ? null : Against(tensor)),
                .. GuideWords.Say(
                    Tr("Tensor parallel splits every matrix: all cards work at once and exchange twice a layer, so that links count. Pipeline stages and layers on different cards hand over once a token and suit PCIe: one user is not faster, many are."),
                    Tr("Each rank keeps its own graphs, buffers and context: two cards hold less than twice as much. Expert ranks spread whole experts; ZeRO spreads what training keeps.")),
                GuideWords.Ask(GuideLine.Topic("zero", question.Model, question.Gpu), GuideLine.Vram(model, ("gpu", "4090+3090")).ToString()),
            ],
            Footer = string.Join(" · ", ways.Select(way => way.Figure?.Estimate.Request.Engine.ToString()).OfType<string>().Distinct(StringComparer.Ordinal)),
        };
    }

    private static TypedLine Serving(string model, string cards, string format) => GuideLine.Vram(model, ("precision", format), ("gpu", cards));

    private static string Headline(GuideFigure figure) => figure.Own!.Verdict == FitVerdict.DoesNotFit
        ? Tr($"It does not fit: {GuideWords.Gib(figure)} of {Figures.Gibibytes(figure.Own.Usable)} GiB on each card")
        : Tr($"{GuideWords.Gib(figure)} of {Figures.Gibibytes(figure.Own.Usable)} GiB on each card, {GuideWords.Speed(figure)} tokens/s");

    /// <summary>The same over the other kind of link.</summary>
    private static string? Links(GuideFigure figure)
    {
        var own = figure.Own!;
        if (DecodeSpeed.Of(own) is not { } here || DecodeSpeed.Of(own with { Rig = Rig.Of(own.Gpu with { HasNvlink = !own.Gpu.HasNvlink }, own.Count) }) is not { } other)
            return null;
        var (ours, theirs) = (SpeedLine.Range(here.PerSequence), SpeedLine.Range(other.PerSequence));
        return own.Gpu.HasNvlink
            ? Tr($"Tensor parallel by NVLink {ours} tokens/s; over PCIe alone {theirs}.")
            : Tr($"Tensor parallel over PCIe {ours} tokens/s; NVLink, which these cards lack, would make it {theirs}.");
    }

    /// <summary>How many times as fast as one card that had the room.</summary>
    private static string? Against(GuideFigure figure)
    {
        var own = figure.Own!;
        var alone = figure.Estimate.Request with { Parallelism = Core.Estimation.Parallelism.OneGpu };
        if (FitFinder.Find(alone, own.Gpu, 1) is not Core.Result<GpuFit>.Ok { Value: var one } || DecodeSpeed.Of(own) is not { } all || DecodeSpeed.Of(one) is not { } single)
            return null;
        return Tr($"{own.Count} cards are {all.PerSequence.Low / single.PerSequence.Low:0.0} to {all.PerSequence.High / single.PerSequence.High:0.0} times as fast as one that had the room.");
    }
}
