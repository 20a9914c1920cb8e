using System.Globalization;
using VramBot.Commands.Grammar;
using VramBot.Commands.Replies;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Guide.Topics;

/// <summary>What a failure of a serving engine says about memory, and the mistakes of capacity behind it, in numbers of one model on one card.</summary>
internal sealed class SignalsTopic : ITopic
{
    private const string Usual = "llama-3.1-8b";
    private const long Context = 8192;
    private const long Average = 1024;

    private static readonly string[] Formats = ["bf16", "fp8", "awq"];

    /// <summary>Cards to show it on, the smallest first.</summary>
    private static readonly string[] UsualCards = ["l4", "l40s", "h100", "2xh100", "8xh100", "8xh200", "8xb200"];

    /// <inheritdoc/>
    public Reply Answer(GuideQuestion question, GuideDesk desk)
    {
        var model = question.Model ?? Usual;
        var asked = GuideLine.Vram(model, ("ctx", Text(Context)), ("engine", KnownEngines.Vllm.Id));
        var figure = (question.Gpu is { } named ? [named] : UsualCards).SelectMany(card => Formats.Select(format => desk.Of(asked.With("gpu", card).With("precision", format)))).FirstOrDefault(each => each is { Estimate: { Pool.Tokens.Count: > 0, Refusal: null } });
        if (figure is not { Estimate: { Pool: { } pool } estimate, Own: { } own } || figure.Line["gpu"] is not { } cards)
            return new(Tr("Signals and capacity mistakes"));
        return new($"{Tr("Signals and capacity mistakes")} · {FitWords.NameOf(figure.Model)} · {GpuNames.Of(own.Rig)}")
        {
            Headline = Tr($"{estimate.Request.Weights.Label}, vLLM: {Figures.Gibibytes(estimate[PartKind.Weights])} GiB of weights leave a pool of {Figures.Tokens(pool.Tokens)} tokens"),
            Sections =
            [
                .. GuideWords.Lines(Tr("What a failure says"), Signals(figure, pool, own.Usable, desk)),
                .. GuideWords.Lines(Tr("Mistakes of capacity"), Mistakes(figure, pool, model, cards, desk)),
                GuideWords.Ask(GuideLine.Plan(model, ("users", "8"), ("prompt", "7k"), ("output", "1k"), ("gpu", cards)).ToString(), GuideLine.Topic("worksheet", question.Model, question.Gpu)),
            ],
            Footer = $"{estimate.Request.Engine} · {Tr($"{Figures.Tokens(estimate.Request.Context)} tokens a request where nothing else is said")}",
        };
    }

    private static IEnumerable<ReplyLine> Signals(GuideFigure figure, CachePool pool, Bytes usable, GuideDesk desk)
    {
        var estimate = figure.Estimate;
        yield return GuideWords.Line(Tr($"It does not load: weights. {Figures.Gibibytes(estimate[PartKind.Weights])} of {Figures.Gibibytes(usable)} GiB here; take a smaller format or more GPUs, fewer replicas on a card"), figure.Command);
        yield return GuideWords.Line(Tr($"Requests wait, are preempted or refused: the cache. {pool.MaximumConcurrency:0.0} requests of {Figures.Tokens(estimate.Request.Context)} tokens fill the pool"), figure.Line.With("kv", "fp8").ToString());
        if (desk.Of(figure.Line.With("flags", "--max-num-batched-tokens 8192")) is { } larger)
            yield return GuideWords.Line(Tr($"Out of memory or slow at long prompts: activations. {Figures.Gibibytes(estimate[PartKind.Activations])} GiB with 2,048 tokens a step, {Figures.Gibibytes(larger.Estimate[PartKind.Activations])} with 8,192"), larger.Command);
    }

    private static IEnumerable<ReplyLine> Mistakes(GuideFigure figure, CachePool pool, string model, string cards, GuideDesk desk)
    {
        var estimate = figure.Estimate;
        yield return GuideWords.Line(Tr($"“The weights fit”: beside {Figures.Gibibytes(estimate[PartKind.Weights])} GiB of them it takes {Figures.Gibibytes(estimate.Total - estimate[PartKind.Weights])} more for one request"), figure.Command);
        yield return GuideWords.Line(Tr($"Averages: the pool holds {pool.Tokens.Count / Average:#,0} requests of {Average:#,0} tokens, but {pool.Tokens.Count / Context:#,0} of {Context:#,0}. Plan by the 95th percentile, and by kind of request"), GuideLine.Plan(model, ("users", "8"), ("gpu", cards), ("classes", "chat 700+324 90%, long 7k+1k 10%")).ToString());
        var most = figure.Model.MaxContext.Count;
        if (most > Context && pool.Tokens.Count > 0)
            yield return GuideWords.Line(Tr($"The longest context for all: {(double)pool.Tokens.Count / most:0.0} requests of {most:#,0} tokens instead of {pool.Tokens.Count / Context:#,0}"), figure.Line.With("ctx", "max").ToString());
        if (desk.Of(figure.Line.With("precision", "awq")) is { } small && small.Estimate[PartKind.Weights] < estimate[PartKind.Weights])
            yield return GuideWords.Line(Tr($"“Small weights, small cache”: int4 takes {Figures.Gibibytes(estimate[PartKind.Weights] - small.Estimate[PartKind.Weights])} GiB off the weights and none off the cache; `kv:fp8` halves that"), small.Line.With("kv", "fp8").ToString());
        yield return GuideWords.Line(Tr("Only the GPU is looked at: loading takes host memory"), GuideLine.Topic("loading", model));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
