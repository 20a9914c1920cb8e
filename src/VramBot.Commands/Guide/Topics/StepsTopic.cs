using VramBot.Commands.Grammar;
using VramBot.Commands.Replies;
using VramBot.Commands.Replies.Training;
using VramBot.Core.Costs;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Guide.Topics;

/// <summary>Two worked examples, step by step: 70B for a chat under $3,000, and LoRA on 7B for $2,000.</summary>
internal sealed class StepsTopic : ITopic
{
    private const string Large = "llama-3.1-70b";
    private const string Small = "llama-2-7b";
    private const decimal ForLarge = 3000;
    private const decimal ForSmall = 2000;

    /// <inheritdoc/>
    public Reply Answer(GuideQuestion question, GuideDesk desk) => new(Tr("Step by step"))
    {
        Headline = Tr("The two examples that guides begin with, each step worked out"),
        Sections =
        [
            .. GuideWords.Lines(Tr($"Llama 3.1 70B for a chat, under {Dollars.Of(ForLarge)}"), Serving(desk), isNumbered: true),
            .. GuideWords.Lines(Tr($"LoRA on Llama 2 7B, 4 samples at once, under {Dollars.Of(ForSmall)}"), Training(desk), isNumbered: true),
            GuideWords.Ask(GuideLine.Vram(Large, ("budget", "3000")).ToString(), GuideLine.Vram(Small, ("task", "lora"), ("users", "4"), ("budget", "2000")).ToString()),
        ],
        Footer = Tr("List prices of the year in brackets; used cards cost less. A step opens its own answer."),
    };

    private static IEnumerable<ReplyLine> Serving(GuideDesk desk)
    {
        if (desk.Of(GuideLine.Vram(Large, ("precision", "bf16"))) is not { } half || desk.Of(GuideLine.Vram(Large, ("precision", "Q4_K_M"))) is not { } four)
            yield break;
        var rule = RuleOfThumb.Cache(half.Model.Network!, half.Estimate.Request.Context);
        yield return GuideWords.Line(Tr($"As it ships, bf16: {GuideWords.Gib(half)} GiB. Weights are {Figures.Gibibytes(half.Estimate[PartKind.Weights])}, the cache of 4,096 tokens {Figures.Gibibytes(half.Estimate[PartKind.Cache])} (not {Figures.Gibibytes(rule)}: its heads share keys and values)"), half.Command);
        yield return GuideWords.Line(Tr($"In Q4_K_M: {GuideWords.Gib(four)} GiB, more than one consumer card has"), four.Command);
        if (desk.Buys(four, ForLarge).Offers.FirstOrDefault() is not { } offer)
            yield break;
        var line = four.Line.With("gpu", offer.Fit.Rig.ToString());
        yield return GuideWords.Line(Tr($"{Cards(offer)} hold it: {CardWords.Amounts(offer.Fit)}"), line.ToString(), VramReply.MarkOf(offer.Fit.Verdict));
        if (offer.Speed is { } speed)
            yield return GuideWords.Line(Tr($"There it runs with up to {Figures.TokensRounded(FitFinder.MaxContextAbout(offer.Fit))} tokens, at {SpeedLine.Range(speed.PerSequence)} tokens/s: no shorter context is needed"), line.With("ctx", "max").ToString());
    }

    private static IEnumerable<ReplyLine> Training(GuideDesk desk)
    {
        var asked = GuideLine.Vram(Small, ("task", "full"), ("users", "4"));
        if (desk.Of(asked) is not { } full || desk.Of(asked.With("task", "lora")) is not { } lora || desk.Of(asked.With("task", "qlora")) is not { } qlora)
            yield break;
        yield return GuideWords.Line(Tr($"Full fine-tuning: {GuideWords.Gib(full)} GiB, {GuideWords.Card(desk.Smallest(full))}"), full.Command);
        yield return GuideWords.Line(Tr($"LoRA, rank 16: {GuideWords.Gib(lora)} GiB; QLoRA: {GuideWords.Gib(qlora)}"), lora.Command);
        var buys = desk.Buys(lora, ForSmall);
        if ((buys.Offers.FirstOrDefault() ?? buys.Changed.FirstOrDefault()) is not { } offer)
            yield break;
        var line = (buys.Offers.Length > 0 ? lora : qlora).Line.With("gpu", offer.Fit.Rig.ToString());
        yield return GuideWords.Line(Tr($"{Cards(offer)}: {CardWords.Amounts(offer.Fit)} with {RunWords.TaskOf(offer.Fit.Estimate.Request.Training!)}"), line.ToString(), VramReply.MarkOf(offer.Fit.Verdict));
        if (LimitLines.Of(TrainingLimits.Of(offer.Fit)) is { } limits)
            yield return GuideWords.Line(limits, line.ToString());
    }

    private static string Cards(BudgetOffer offer) => $"{GpuNames.Of(offer.Fit.Rig)}, {Dollars.Of(offer.PriceUsd)} ({offer.Fit.Gpu.Year})";
}
