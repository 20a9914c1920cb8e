using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Formats;
using VramBot.Core.Gpus;
using VramBot.Core.Units;

namespace VramBot.Terminal.Accuracy;

/// <summary>Turns a measured case into the request that describes it, or says which fact it lacks.</summary>
internal sealed class CaseRequest(Catalog catalog)
{
    private const long UnstatedContext = 4096;
    private const string UnknownMix = "Q4_K_M";

    private static readonly EngineVersion FirstVllmCoreOfTwo = new(0, 8);

    private readonly CardNames cards = new(catalog.Gpus);

    public Result<EstimateRequest> Of(MeasuredCase measured)
    {
        if (measured.Task != "inference")
            return new Problem("case.task", measured.Task, $"the task {measured.Task} is not estimated yet");
        if (EngineOf(measured) is not { } engine)
            return new Problem("case.runtime", measured.Runtime, $"the engine {measured.Runtime} is not estimated yet");
        if (measured.Weights.Length == 0 && !LlamaCppCase.IsOf(engine.Kind) && !ServingCase.Is(measured))
            return new Problem("case.weights", measured.Id, "the case states no weight format");
        if (ModelLookup.Find(catalog.Models, ModelName(measured.Model)) is not { } match)
            return new Problem("case.model", measured.Model, "the model is not in the catalog");
        if (ServingCase.Narrowed(measured, FormatOf(measured, match, engine.Kind)) is not { } format)
            return new Problem("case.weights", measured.Weights, $"the weight format {measured.Weights} is not known");
        if (CacheOf(measured.Kv?.Split(' ')[0].Split('/')[0], format) is not { } keys || CacheOf(measured.Kv?.Split(' ')[0].Split('/')[^1], format) is not { } values)
            return new Problem("case.kv", measured.Kv ?? string.Empty, $"the cache format {measured.Kv} is not known");
        return new EstimateRequest
        {
            Model = match.Entry,
            Weights = format,
            Keys = keys,
            Values = values,
            Engine = engine,
            Context = ContextOf(measured, engine, match.Entry),
            Sequences = SequencesOf(measured, engine.Kind),
            Settings = ServingCase.Is(measured) ? ServingCase.With(measured, SettingsOf(measured, engine.Kind)) : SettingsOf(measured, engine.Kind),
            Parallelism = ParallelismOf(measured, engine.Kind),
            Gpu = ServingCase.Card(measured, cards),
            Adapters = ServingCase.Adapters(measured),
        };
    }

    private static EngineRelease? EngineOf(MeasuredCase measured)
    {
        if (ServingCase.EngineOf(measured) is not { IsModelled: true } engine)
            return null;
        if (LlamaCppCase.IsOf(engine.Kind))
            return LlamaCppCase.EngineOf(measured, engine);
        if (engine.Kind == EngineKind.Transformers)
            return TransformersCase.EngineOf(measured, engine);
        return ServingRelease.Of(measured, engine);
    }

    /// <summary>What stands before a remark in brackets or the name of a method.</summary>
    private static string ModelName(string name) => name.Split([" (", " AWQ", " GPTQ", " W4A16", " W8A16"], StringSplitOptions.None)[0].Trim();

    private WeightFormat? FormatOf(MeasuredCase measured, ModelMatch match, EngineKind engine)
    {
        if (LlamaCppCase.IsOf(engine))
            return LlamaCppFormat(measured) ?? catalog.WeightFormats.Find(UnknownMix);
        if (ServingCase.Is(measured))
            return ServingFormats.Weights(measured, match, catalog.WeightFormats);
        var name = measured.Weights switch
        {
            "int8" or "bnb-int8" when engine == EngineKind.Transformers => "bnb-int8",
            "int8" => "int8-w8a8",
            "fp8" when match.Entry.NativeFormat is "fp8-block128" or "mxfp4" => match.Entry.NativeFormat,
            "gptq-int4" when measured.Model.Contains("w4a16", StringComparison.OrdinalIgnoreCase) => "w4a16-g128",
            "gptq-int4" => "gptq-int4-g128",
            "awq-int4" => "awq-int4-g128",
            "nf4" when engine == EngineKind.Vllm || match.FormatHint == "nf4-dq" || measured.FlagSwitch("double_quant") == true => "nf4-dq",
            var other => other.Split(' ')[0],
        };
        return catalog.WeightFormats.Find(name);
    }

    /// <summary>Whether a case tells enough of its weights to size them.</summary>
    public bool KnowsWeights(MeasuredCase measured) =>
        ServingCase.EngineOf(measured) is not { } engine || !LlamaCppCase.IsOf(engine.Kind) || LlamaCppFormat(measured) is not null;

    private WeightFormat? LlamaCppFormat(MeasuredCase measured) =>
        LlamaCppCase.FormatsOf(measured).Select(catalog.WeightFormats.Find).FirstOrDefault(format => format is GgufMix or GgufRate or FloatFormat);

    private CacheFormat? CacheOf(string? stated, WeightFormat format) => ServingFormats.Cache(stated, format, catalog.CacheFormats);

    /// <summary>The context; the others run with less than they could take, but vLLM's second core stops when its cache holds less than all that the model was made for.</summary>
    private static TokenCount ContextOf(MeasuredCase measured, EngineRelease release, ModelEntry model)
    {
        var engine = release.Kind;
        var all = engine == EngineKind.Vllm && release.Version >= FirstVllmCoreOfTwo;
        var context = measured.Ctx is > 0 and var stated ? stated : all ? model.MaxContext.Count : Math.Min(UnstatedContext, model.MaxContext.Count);
        return new(LlamaCppCase.IsOf(engine) ? LlamaCppCase.ContextOf(measured, context) : context);
    }

    private static int SequencesOf(MeasuredCase measured, EngineKind engine) =>
        LlamaCppCase.IsOf(engine) ? LlamaCppCase.SequencesOf(measured) : (int)Math.Max(1, measured.Batch ?? 1);

    private static EngineSettings SettingsOf(MeasuredCase measured, EngineKind engine) => engine switch
    {
        EngineKind.Transformers => TransformersCase.SettingsOf(measured),
        _ when LlamaCppCase.IsOf(engine) => LlamaCppCase.SettingsOf(measured),
        _ => new()
        {
            GpuMemoryUtilization = measured.FlagFraction("gpu_memory_utilization"),
            MaxSequences = measured.FlagNumber("max_num_seqs"),
            MaxBatchedTokens = measured.FlagNumber("max_num_batched_tokens"),
            EnforceEager = measured.FlagSwitch("enforce_eager") ?? measured.FlagSwitch("disable_cuda_graph") ?? false,
            StaticMemoryFraction = measured.FlagFraction("mem_fraction_static"),
        },
    };

    private static Parallelism ParallelismOf(MeasuredCase measured, EngineKind engine) =>
        engine == EngineKind.Transformers || LlamaCppCase.IsOf(engine) ? new(1, measured.Cards) : ServingCase.Spread(measured, engine);
}
