using System.Collections.Immutable;
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
        var offers = Ends(desk.Buys(four, ForLarge)[0].Offers);
        foreach (var offer in offers)
            yield return Hardware(offer, four.Line);
        if (offers.Length > 0)
            yield return GuideWords.Line(Tr($"Context there: up to {Figures.TokensRounded(FitFinder.MaxContextAbout(offers[0].Fit))} tokens, so that nothing has to be cut to 2,048"), On(offers[0].Fit, four.Line));
    }

    private static IEnumerable<ReplyLine> Training(GuideDesk desk)
    {
        var asked = GuideLine.Vram(Small, ("task", "full"), ("users", "4"));
        if (desk.Of(asked) is not { } full || desk.Of(asked.With("task", "lora")) is not { } lora || desk.Of(asked.With("task", "qlora")) is not { } qlora)
            yield break;
        yield return GuideWords.Line(Tr($"Full fine-tuning: {GuideWords.Gib(full)} GiB, {GuideWords.Card(desk.Smallest(full))}"), full.Command);
        yield return GuideWords.Line(Tr($"LoRA, rank 16: {GuideWords.Gib(lora)} GiB; QLoRA: {GuideWords.Gib(qlora)}"), lora.Command);
        foreach (var figure in new[] { lora, qlora })
            if (desk.Cheapest(figure, ForSmall) is { } fit)
                yield return GuideWords.Line(Tr($"Cheapest for {RunWords.TaskOf(fit.Estimate.Request.Training!)}: {Card(fit)}, {CardWords.Amounts(fit)}"), On(fit, figure.Line), VramReply.MarkOf(fit.Verdict));
        if (desk.Cheapest(lora, ForSmall) is { } own && LimitLines.Of(TrainingLimits.Of(own)) is { } limits)
            yield return GuideWords.Line(limits, On(own, lora.Line));
    }

    /// <summary>The cheapest and the dearest, which is the fastest, of those with the most room.</summary>
    private static ImmutableArray<BudgetOffer> Ends(ImmutableArray<BudgetOffer> offers)
    {
        var roomy = offers.Where(offer => offers.All(other => other.Fit.Verdict >= offer.Fit.Verdict)).OrderBy(offer => offer.PriceUsd).ToList();
        return roomy.Count > 1 ? [roomy[0], roomy[^1]] : [.. roomy];
    }

    private static ReplyLine Hardware(BudgetOffer offer, TypedLine line)
    {
        var speed = offer.Speed is { } rate ? $", {SpeedLine.Range(rate.PerSequence)} tokens/s" : string.Empty;
        return GuideWords.Line($"{GpuNames.Of(offer.Fit.Rig)}, {Dollars.Of(offer.PriceUsd)} ({offer.Fit.Gpu.Year}): {CardWords.Amounts(offer.Fit)}{speed}", On(offer.Fit, line), VramReply.MarkOf(offer.Fit.Verdict));
    }

    private static string On(GpuFit fit, TypedLine line) => line.With("gpu", fit.Rig.ToString()).ToString();

    private static string Card(GpuFit fit) => $"{GpuNames.Of(fit.Gpu)}, {Dollars.Of(fit.Gpu.LaunchPriceUsd!.Value)} ({fit.Gpu.Year})";
}
