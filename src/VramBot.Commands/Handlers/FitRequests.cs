using System.Collections.Immutable;
using VramBot.Commands.Grammar;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Formats;
using VramBot.Core.Units;

namespace VramBot.Commands.Handlers;

/// <summary>What a <c>/vram-fit</c> question asks of each model: the same options in each of the model's formats.</summary>
internal sealed class FitRequests(Catalog catalog)
{
    /// <summary>Tokens of a sequence when none are named: room for a document and an answer.</summary>
    public const long DefaultContext = 8192;

    /// <summary>Below four bits a weight more is lost than a larger model gains (the formats' measured perplexities), so that a model is not offered there unless it ships so.</summary>
    private const double FewestBits = 4;

    /// <summary>Host memory that many machines have to spare.</summary>
    private static readonly Bytes UsualHost = Bytes.FromGibibytes(24);

    private readonly RequestBuilder builder = new(catalog);

    /// <summary>The engine that was named, or the usual one of the card or the task.</summary>
    public static EngineRelease EngineOf(FitQuestion question) => question.Asked switch
    {
        { Engine: { } named } => named,
        { Training: not null } => TrainingEngines.Default(null, null),
        _ => UsualEngine.Of(question.Cards.Gpu),
    };

    /// <summary>Why the engine or the task cannot be on these cards at all, whatever the model; null when it can.</summary>
    public Problem? Refusal(FitQuestion question)
    {
        var any = question.Asked with { Engine = EngineOf(question), Gpu = null };
        return builder.Build(any) switch
        {
            Result<EstimateRequest>.Ok(var request) => FitFinder.Find(request, question.Cards.Rig) is Result<GpuFit>.Rejected(var problems) ? problems[0] : null,
            Result<EstimateRequest>.Rejected(var problems) => problems[0],
            _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
        };
    }

    /// <summary>A model's requests, the best format first; none where it was not made for as much context as was asked for.</summary>
    /// <param name="question">The question.</param>
    /// <param name="model">The model.</param>
    /// <param name="all">Whether formats of few bits are among them.</param>
    public ImmutableArray<EstimateRequest> Formats(FitQuestion question, ModelEntry model, bool all = false)
    {
        if (!all && question.Asked.Context is { } asked && asked > model.MaxContext)
            return [];
        if (question.Asked.Training is not null)
            return Built(question, model, null) is { } run ? [Laid(question, run)] : [];
        var ladder = FormatLadders.For(model, EngineOf(question).Engine, catalog);
        var fewest = all || ladder.Length == 0 ? 0 : Math.Min(FewestBits, ladder[0].BitsPerWeight);
        return [.. ladder.Where(format => format.BitsPerWeight >= fewest).Select(format => Built(question, model, format)).OfType<EstimateRequest>()];
    }

    /// <summary>A model in the least format that is offered, when it is of a size that host memory has room for.</summary>
    public EstimateRequest? InHost(FitQuestion question, ModelEntry model)
    {
        if (Formats(question, model) is not { Length: > 0 } formats)
            return null;
        var request = formats.FirstOrDefault(format => format.Weights.Id == "gguf-q4_k_m") ?? formats[^1];
        return ModelWorth.All(model).Count * request.Weights.BitsPerWeight / 8 <= (UsualHost + question.Cards.Gpu.Usable).Count ? request : null;
    }

    /// <summary>Copies of a run that are too large for the cards are divided, as <c>/vram</c> does it.</summary>
    private static EstimateRequest Laid(FitQuestion question, EstimateRequest run) =>
        FitFinder.Find(run, question.Cards.Rig) is Result<GpuFit>.Ok { Value.Verdict: FitVerdict.DoesNotFit } ? DataParallelLayout.On(run, question.Cards.Count) : run;

    private EstimateRequest? Built(FitQuestion question, ModelEntry model, WeightFormat? format)
    {
        var asked = question.Asked with
        {
            Model = question.Model is { } named && named.Entry == model ? named : new(model, model.Id, true, null),
            Weights = format,
            Context = question.Asked.Context ?? (question.Asked.Training is null ? TokenCount.Min(new(DefaultContext), model.MaxContext) : null),
            Engine = EngineOf(question),
        };
        return builder.Build(asked) is Result<EstimateRequest>.Ok(var request) ? request : null;
    }
}
