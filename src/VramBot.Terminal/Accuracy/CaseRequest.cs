using System.Text.RegularExpressions;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Formats;
using VramBot.Core.Gpus;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Terminal.Accuracy;

/// <summary>Turns a measured case into the request that describes it, or says which fact it lacks.</summary>
internal sealed partial class CaseRequest(Catalog catalog)
{
    private const long UnstatedContext = 4096;
    private const string UnknownMix = "Q4_K_M";

    private static readonly EngineVersion FirstVllmCoreOfTwo = new(0, 8);

    private readonly CardNames cards = new(catalog.Gpus);

    public Result<EstimateRequest> Of(MeasuredCase measured)
    {
        if (TrainingCase.TaskOf(measured) is { } task)
            return OfTraining(measured, task);
        if (measured.Task != "inference")
            return new Problem("case.task", measured.Task, $"the task {measured.Task} is not known");
        if (Named(measured) is not { IsModelled: true } program)
            return new Problem("case.runtime", measured.Runtime, $"the engine {measured.Runtime} is not estimated yet");
        if (measured.Weights.Length == 0 && !LlamaCppCase.IsOf(program.Kind) && !ServingCase.Is(measured))
            return new Problem("case.weights", measured.Id, "the case states no weight format");
        if (ModelLookup.Find(catalog.Models, ModelName(measured.Model)) is not { } match)
            return new Problem("case.model", measured.Model, "the model is not in the catalog");
        var engine = EngineOf(measured, program, match.Entry);
        if (ServingCase.Narrowed(measured, FormatOf(measured, match, engine.Kind)) is not { } format)
            return new Problem("case.weights", measured.Weights, $"the weight format {measured.Weights} is not known");
        var (stated, other) = CacheNames(measured.Kv ?? BothCaches(measured));
        if (CacheOf(stated, format) is not { } keys || CacheOf(other, format) is not { } values)
            return new Problem("case.kv", measured.Kv ?? string.Empty, $"the cache format {measured.Kv} is not known");
        var request = new EstimateRequest
        {
            Model = match.Entry,
            Weights = format,
            Keys = keys,
            Values = values,
            Engine = engine,
            Context = ContextOf(measured, engine, match.Entry),
            Sequences = SequencesOf(measured, engine.Kind),
            Settings = ServingCase.Is(measured) ? ServingCase.With(measured, SettingsOf(measured, engine.Kind, match.Entry.Network)) : WithDefaults(SettingsOf(measured, engine.Kind, match.Entry.Network), engine.Engine.Defaults),
            Parallelism = ParallelismOf(measured, engine.Kind),
            Gpu = ServingCase.Card(measured, cards),
            Adapters = ServingCase.Adapters(measured),
        };
        return engine.Engine.RunsGguf && request.Settings.TensorSplit.IsEmpty
            ? request with { Settings = request.Settings with { TensorSplit = cards.Shares(measured.Gpu) } }
            : request;
    }

    private Result<EstimateRequest> OfTraining(MeasuredCase measured, TrainingTask task)
    {
        if (TrainingCase.EngineOf(measured) is not { } engine)
            return new Problem("case.runtime", measured.Runtime, $"the framework {measured.Runtime} is not known");
        if (ModelLookup.Find(catalog.Models, ModelName(measured.Model)) is not { } match)
            return new Problem("case.model", measured.Model, "the model is not in the catalog");
        if (measured.FlagText("rlhf_type") is "ppo" or "gkd")
            return new Problem("case.models", measured.Id, "a teacher, critic or reward model lies beside it, which the source does not state");
        if (TrainingFormats.Of(measured, match, engine.Kind, catalog.WeightFormats) is not { } format)
            return new Problem("case.weights", measured.Weights, $"the weight format {measured.Weights} is not known");
        return CacheOf(null, format) is { } cache
            ? TrainingCase.Request(measured, task, engine, match, format, cache, ServingCase.Card(measured, cards))
            : new Problem("case.kv", string.Empty, "there is no 16-bit cache format");
    }

    private static EngineRelease EngineOf(MeasuredCase measured, Engine engine, ModelEntry model)
    {
        if (LlamaCppCase.IsOf(engine.Kind))
            return LlamaCppCase.EngineOf(measured, engine, model.Released);
        if (engine.Kind == EngineKind.Transformers)
            return TransformersCase.EngineOf(measured, engine);
        return ServingRelease.Of(measured, engine);
    }

    /// <summary>The engine, or the one in brackets that it is built into: <c>llama.cpp (LM Studio)</c>.</summary>
    private static Engine? Named(MeasuredCase measured) =>
        measured.Runtime.Split(['(', ')'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(KnownEngines.All.Find).FirstOrDefault(engine => engine is not null)
        ?? KnownEngines.All.Find(measured.Runtime) ?? ServingCase.EngineOf(measured);

    /// <summary>What stands before a remark in brackets or the name of a method.</summary>
    private static string ModelName(string name) => name.Split([" (", " AWQ", " GPTQ", " W4A16", " W8A16"], StringSplitOptions.None)[0].Trim();

    private WeightFormat? FormatOf(MeasuredCase measured, ModelMatch match, EngineKind engine)
    {
        if (LlamaCppCase.IsOf(engine))
            return LlamaCppFormat(measured, match.Entry) ?? catalog.WeightFormats.Find(UnknownMix);
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
            var rate when engine == EngineKind.ExLlama && !rate.StartsWith("exl", StringComparison.OrdinalIgnoreCase) && Rate().IsMatch(rate) =>
                $"{(measured.Runtime.Contains('3', StringComparison.Ordinal) ? "exl3" : "exl2")}-{rate.Split(' ')[0]}",
            var other => other.Split(' ')[0],
        };
        return WeightFormats.Find(catalog.WeightFormats, name);
    }

    /// <summary>
    /// Whether a case tells enough of its weights to size them: a format, or the rate of a whole file on one GPU. Which of several GPUs holds a mix's
    /// wider tensors is not in its rate.
    /// </summary>
    public bool KnowsWeights(MeasuredCase measured) =>
        Named(measured) is not { } engine || !LlamaCppCase.IsOf(engine.Kind)
        || (LlamaCppFormat(measured, ModelLookup.Find(catalog.Models, ModelName(measured.Model))?.Entry) is { } format && (format is not GgufRate || LlamaCppCase.DeviceOf(measured) is null));

    private WeightFormat? LlamaCppFormat(MeasuredCase measured, ModelEntry? model) =>
        GgufCase.FormatsOf(measured, model?.Network).Select(name => WeightFormats.Find(catalog.WeightFormats, name)).FirstOrDefault(format => format is GgufMix or GgufRate or FloatFormat);

    private CacheFormat? CacheOf(string? stated, WeightFormat format) => ServingFormats.Cache(stated, format, catalog.CacheFormats);

    /// <summary>Keys' and values' formats: one for both, or two as <c>q8_0/q4_0</c> and, in ExLlama's words, <c>q4_q8</c>.</summary>
    private static (string? Keys, string? Values) CacheNames(string? stated)
    {
        var name = stated?.Split(' ')[0];
        if (name is not null && PairOfBits().Match(name) is { Success: true } pair)
            return ($"q{pair.Groups[1].Value}", $"q{pair.Groups[2].Value}");
        if (stated is not null && KeysAndValues().Match(stated) is { Success: true } both)
            return (both.Groups[1].Value, both.Groups[2].Value);
        var names = name?.Split('/', ',');
        return (names?[0], names?[^1]);
    }

    private static string? BothCaches(MeasuredCase measured) => measured.FlagText("cache_type_k", "ctk", "type_k") is { } keys
        ? $"{keys}/{measured.FlagText("cache_type_v", "ctv", "type_v") ?? "f16"}"
        : null;

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

    /// <summary>What an engine built on another sets by itself, where the case says nothing.</summary>
    private static EngineSettings WithDefaults(EngineSettings stated, EngineSettings defaults) => stated with
    {
        MicroBatch = stated.MicroBatch ?? defaults.MicroBatch,
        LogicalBatch = stated.LogicalBatch ?? defaults.LogicalBatch,
        FlashAttention = stated.FlashAttention ?? defaults.FlashAttention,
        FullWindowCache = stated.FullWindowCache || defaults.FullWindowCache,
    };

    private static EngineSettings SettingsOf(MeasuredCase measured, EngineKind engine, Network? network) => engine switch
    {
        EngineKind.Transformers => TransformersCase.SettingsOf(measured),
        _ when LlamaCppCase.IsOf(engine) => LlamaCppCase.SettingsOf(measured, network?.Layers.Length ?? 0),
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
        engine == EngineKind.Transformers || LlamaCppCase.IsOf(engine)
            ? new(1, LlamaCppCase.UsesOneGpu(measured) ? 1 : measured.Cards)
            : ServingCase.Spread(measured, engine);

    /// <summary>Two numbers of bits; the second is never llama.cpp's 0 or 1.</summary>
    [GeneratedRegex(@"^q?([2-8])[_,]q?([2-8])$")]
    private static partial Regex PairOfBits();

    /// <summary>Keys and values by letter: <c>K q8_0, V q4_0</c>, <c>K (f16) V (q8_0)</c>.</summary>
    [GeneratedRegex(@"\bK\W+(\w*\d\w*)\W+V\W+(\w*\d\w*)")]
    private static partial Regex KeysAndValues();

    [GeneratedRegex(@"^\d(\.\d+)?\s?bpw", RegexOptions.IgnoreCase)]
    private static partial Regex Rate();
}
