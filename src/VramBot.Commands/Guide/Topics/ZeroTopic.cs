using System.Globalization;
using VramBot.Commands.Grammar;
using VramBot.Commands.Replies;
using VramBot.Core.Fitting;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Guide.Topics;

/// <summary>ZeRO's stages on some cards: what each GPU holds of a full fine-tuning.</summary>
internal sealed class ZeroTopic : ITopic
{
    private const string Usual = "llama-3.1-8b";
    private const string UsualCards = "8xa100-80gb";

    /// <inheritdoc/>
    public Reply Answer(GuideQuestion question, GuideDesk desk)
    {
        var (model, cards) = (question.Model ?? Usual, question.Gpu ?? UsualCards);
        var asked = GuideLine.Vram(model, ("task", "full"), ("gpu", cards));
        if (desk.Of(asked.With("zero", "0")) is not { Own: { } own } whole || own.Count < 2)
            return new(Tr("ZeRO stages"));
        var stages = new (string Label, TypedLine Line)[]
        {
            (Tr("1, optimizer states"), asked.With("zero", "1")),
            (Tr("2, gradients too"), asked.With("zero", "2")),
            (Tr("3, weights too"), asked.With("zero", "3")),
            (Tr("3, states on the host"), asked.With("zero", "3").With("offload", "optimizer")),
        }.Select(stage => (stage.Label, Figure: desk.Of(stage.Line))).Where(stage => stage.Figure is not null).Select(stage => (stage.Label, Figure: stage.Figure!)).Prepend((Label: Tr("0, all on each"), Figure: whole)).ToList();
        var holds = stages.Find(stage => stage.Figure.Own!.Verdict != FitVerdict.DoesNotFit);
        return new($"{Tr("ZeRO stages")} · {FitWords.NameOf(whole.Model)} · {GpuNames.Of(own.Rig)}")
        {
            Mark = holds.Figure is null ? LineMark.DoesNotFit : VramReply.MarkOf(holds.Figure.Own!.Verdict),
            Headline = holds.Figure is null
                ? Tr($"No stage is enough: {GuideWords.Gib(stages[^1].Figure)} GiB on each of {own.Count} GPUs, which have {Figures.Gibibytes(own.Usable)}")
                : Tr($"“{holds.Label}” is the first stage that fits: {GuideWords.Gib(holds.Figure)} of {Figures.Gibibytes(own.Usable)} GiB on each of {own.Count} GPUs"),
            Sections =
            [
                .. GuideWords.Table(Tr("Stage, and GiB on each GPU"), ["GiB", Tr("less"), Tr("fits")], stages.Select(stage => new TableRow(
                    stage.Label, [GuideWords.Gib(stage.Figure), stage.Figure == whole ? GuideWords.None : Times(whole, stage.Figure), GuideWords.Fits(stage.Figure.Own)]) { Command = stage.Figure.Command })),
                .. GuideWords.Say(
                    Tr("“4 times less” with stage 1 and “8 times” with stage 2 hold for what is divided, with many GPUs. Activations, the loss, buffers of the exchange and the context stay whole on each."),
                    Tr("Stage 3 gathers each layer's weights while it works: more traffic, the least memory. FSDP does the same in PyTorch itself: `zero:fsdp2`.")),
                GuideWords.Ask(GuideLine.Topic("lora", question.Model), asked.With("zero", "fsdp2").ToString()),
            ],
            Footer = $"{whole.Estimate.Request.Engine} · {Tr("full fine-tuning, a sample of 2,048 tokens on each GPU")}",
        };
    }

    private static string Times(GuideFigure whole, GuideFigure part) => string.Create(CultureInfo.CurrentCulture, $"{whole.Estimate.Total.TotalGibibytes / part.Estimate.Total.TotalGibibytes:0.0}×");
}
