using VramBot.Commands.Grammar;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Estimation.LlamaCpp;
using VramBot.Core.Fitting;
using VramBot.Core.Formats;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Handlers;

/// <summary>Chooses every default that a question leaves open.</summary>
public sealed class RequestBuilder(Catalog catalog)
{
    /// <summary>Tokens of a sequence when none are named.</summary>
    public const long DefaultContext = 4096;

    private readonly TrainingBuilder training = new(catalog);

    /// <summary>The whole request, or why there is none.</summary>
    public Result<EstimateRequest> Build(VramQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return question.Training is { } run ? training.Build(question, run) : Serving(question);
    }

    private static EstimateRequest OnCards(EstimateRequest request, VramQuestion question) =>
        question is { Cards: > 1 and var cards } && request.Parallelism.Gpus == 1 ? CardSpread.On(request, cards) : request;

    private Result<EstimateRequest> Serving(VramQuestion question)
    {
        var model = question.Model.Entry;
        var named = question.Engine ?? (question.UsesHost || NeedsLlamaCpp(question) ? KnownEngines.LlamaCpp.At() : null);
        var weights = question.Weights ?? Shipped(question.Model, named?.Kind);
        var engine = RuntimeOf(named, weights) ?? EngineChoice.OfFormat(weights);
        if (engine is null)
            return new Problem("engine.unbuilt", weights.Label, Tr($"{weights.Label} is read by an engine of its own, which is not estimated; int4 and Q4_K_M are."));
        if (question.FindsOffload && !engine.Engine.RunsGguf)
            return ValueProblems.OffloadEngine("auto", engine.Engine.Label);
        if (question.Offload is { } host && OffloadProblem(host, engine, model) is { } problem)
            return problem;
        var settings = question.Flags?.Settings ?? engine.Engine.Defaults;
        if (question.ExpertParallel is > 1 and var experts)
        {
            if (ExpertProblem(experts, question, engine, model) is { } refused)
                return refused;
            settings = settings with { ExpertParallel = true };
        }

        var cache = DefaultCache(engine, model);
        return Spread(question) switch
        {
            Result<Parallelism>.Ok(var parallelism) => OnCards(new()
            {
                Model = model,
                Weights = weights,
                Keys = question.Keys ?? cache,
                Values = question.Values ?? cache,
                Context = question.Context ?? engine.Engine.DefaultContext ?? new(DefaultContext),
                Sequences = question.Users ?? 1,
                Engine = engine,
                Settings = question.Offload?.Apply(settings, engine, LayersOf(model)) ?? settings,
                Gpu = question.Gpu?.Gpu,
                Parallelism = parallelism,
                Draft = question.Draft is { } draft ? new(draft.Entry, draft.FormatHint is { } hint ? Known(hint) : draft.Entry.Own?.Format) : null,
                Adapters = AdaptersOf(question),
            }, question),
            Result<Parallelism>.Rejected(var problems) => new Result<EstimateRequest>.Rejected(problems),
            _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
        };
    }

    /// <summary>Whether the named cards do not run the engine that the format is made for, and llama.cpp, which reads 16-bit weights too, runs on them.</summary>
    private bool NeedsLlamaCpp(VramQuestion question) => question.Gpu is { Rig: var rig } && question.Weights is null or FloatFormat
        && EngineChoice.OfFormat(question.Weights ?? Shipped(question.Model, null)) is { } usual && !UsualEngine.Serves(usual, rig) && UsualEngine.Serves(KnownEngines.LlamaCpp.At(), rig);

    private static int LayersOf(ModelEntry model) => model.Network?.Layers.Length ?? 0;

    private static Problem? OffloadProblem(HostOffload offload, EngineRelease engine, ModelEntry model)
    {
        if (!engine.Engine.RunsGguf)
            return ValueProblems.OffloadEngine(offload.ToString(), engine.Engine.Label);
        return engine.Kind == EngineKind.Ollama && offload.ExpertLayers > 0 ? ValueProblems.OffloadExperts(offload.ToString(), engine.Engine.Label, LayersOf(model)) : null;
    }

    private static Problem? ExpertProblem(int experts, VramQuestion question, EngineRelease engine, ModelEntry model)
    {
        if (engine.Kind is not (EngineKind.Vllm or EngineKind.Sglang))
            return ValueProblems.ExpertEngine(experts, engine.Engine.Label);
        if (model.Network?.Layers.Any(layer => layer.Experts is not null) == false)
            return ValueProblems.ExpertsDense(experts, model.Name);
        return question.TensorParallel is { } tensor && tensor != experts ? ValueProblems.ExpertRanks(experts, tensor) : null;
    }

    /// <summary>A rank or targets alone mean one adapter; a repository that holds one is asked with it.</summary>
    private static ServedAdapters? AdaptersOf(VramQuestion question) => question is { Adapters: null, AdapterRank: null, AdapterTargets: null, Model.Entry.Own.Adapter: { } own } ? own : (question.Adapters ?? (question.AdapterRank is null && question.AdapterTargets is null ? 0 : 1)) is > 0 and var count
        ? new(count, question.AdapterRank ?? ServedAdapters.DefaultRank, question.AdapterTargets ?? AdapterTargets.AllLinear)
        : null;

    /// <summary>What the name says (an AWQ repository), else what the publisher ships; for GGUF engines the mix that is nearest to it, or the file that was read.</summary>
    private WeightFormat Shipped(ModelMatch model, EngineKind? engine)
    {
        var shipped = Known(model.FormatHint ?? model.Entry.NativeFormat);
        return engine switch
        {
            EngineKind.LlamaCpp or EngineKind.Ollama or EngineKind.IkLlamaCpp when model.Entry.Own?.Quantization is not null => shipped,
            EngineKind.Mlx when shipped is not FloatFormat && !EngineChoice.IsOf(shipped, "mlx") => Known(shipped.Id == "mxfp4" ? "mlx-mxfp4" : shipped.BitsPerWeight > 6 ? "mlx-8bit-g64" : "mlx-4bit-g64"),
            EngineKind.Ollama when shipped.Id != "mxfp4" => Known("gguf-q4_k_m"),
            EngineKind.LlamaCpp or EngineKind.Ollama or EngineKind.IkLlamaCpp when shipped is not (FloatFormat or GgufMix or GgufRate) => Known(shipped.Id == "mxfp4" ? "gguf-mxfp4_moe" : shipped.BitsPerWeight > 6 ? "gguf-q8_0" : "gguf-q4_k_m"),
            _ => shipped,
        };
    }

    private WeightFormat Known(string id) => catalog.WeightFormats.Find(id) ?? throw new InvalidOperationException($"The catalog has no format '{id}'.");

    /// <summary>LM Studio has two runtimes: models in MLX formats run on MLX.</summary>
    private static EngineRelease? RuntimeOf(EngineRelease? engine, WeightFormat weights) =>
        engine?.Engine == KnownEngines.LmStudio && EngineChoice.IsOf(weights, "mlx") ? KnownEngines.Mlx.At() : engine;

    /// <summary>llama.cpp caches in fp16; the others in the model's own 16-bit type.</summary>
    private CacheFormat DefaultCache(EngineRelease engine, ModelEntry model)
    {
        var half = engine.Engine.RunsGguf || model.DataType == "float16";
        return catalog.CacheFormats.Find(half ? "fp16" : "bf16") ?? throw new InvalidOperationException("The catalog has no 16-bit cache format.");
    }

    private static Result<Parallelism> Spread(VramQuestion question)
    {
        var (tensor, pipeline) = (question.TensorParallel ?? question.ExpertParallel ?? 1, question.PipelineParallel ?? 1);
        if ((question.Gpu?.Count ?? question.Cards) is > 1 and var count && tensor * pipeline != 1 && tensor * pipeline != count)
            return new Problem("layout.count", $"tp:{tensor} pp:{pipeline}", Tr($"tp × pp is {tensor * pipeline}, but {count} cards are named."));
        return new Parallelism(tensor, pipeline);
    }
}
