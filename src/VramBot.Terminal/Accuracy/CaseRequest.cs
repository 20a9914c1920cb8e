using System.Text.RegularExpressions;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Formats;
using VramBot.Core.Gpus;
using VramBot.Core.Units;

namespace VramBot.Terminal.Accuracy;

/// <summary>Turns a measured case into the request that describes it, or says which fact it lacks.</summary>
internal sealed partial class CaseRequest(Catalog catalog)
{
    private const long UnstatedContext = 4096;
    private const int EveryRow = int.MaxValue;
    private const string FirstMonthOfFewOutputs = "2026-06";

    private readonly CardNames cards = new(catalog.Gpus);

    public Result<EstimateRequest> Of(MeasuredCase measured)
    {
        if (measured.Task != "inference")
            return new Problem("case.task", measured.Task, $"the task {measured.Task} is not estimated yet");
        if (EngineOf(measured) is not { } engine)
            return new Problem("case.runtime", measured.Runtime, $"the engine {measured.Runtime} is not estimated yet");
        if (HasHostLayers(measured))
            return new Problem("case.offload", measured.Id, "layers or experts in host memory are not estimated yet");
        if (measured.Weights.Length == 0)
            return new Problem("case.weights", measured.Id, "the case states no weight format");
        if (ModelLookup.Find(catalog.Models, ModelName(measured.Model)) is not { } match)
            return new Problem("case.model", measured.Model, "the model is not in the catalog");
        if (ServingCase.Narrowed(measured, FormatOf(measured, match, engine.Kind)) is not { } format)
            return new Problem("case.weights", measured.Weights, $"the weight format {measured.Weights} is not known");
        if (CacheOf(measured, format) is not { } cache)
            return new Problem("case.kv", measured.Kv ?? string.Empty, $"the cache format {measured.Kv} is not known");
        return new EstimateRequest
        {
            Model = match.Entry,
            Weights = format,
            Keys = cache,
            Values = cache,
            Engine = engine,
            Context = ContextOf(measured, engine.Kind),
            Sequences = SequencesOf(measured, engine.Kind),
            Settings = ServingCase.Is(measured) ? ServingCase.With(measured, SettingsOf(measured)) : SettingsOf(measured),
            Parallelism = ParallelismOf(measured, engine.Kind),
            Gpu = ServingCase.Card(measured, cards),
        };
    }

    private static EngineRelease? EngineOf(MeasuredCase measured)
    {
        var name = measured.Runtime.Split(' ')[0];
        if (KnownEngines.All.Find(name) is not { IsModelled: true } engine)
            return null;
        var text = measured.RuntimeVersion ?? string.Empty;
        if (engine.Kind != EngineKind.Vllm)
            return engine.At();
        if (ServingCase.TellsNoVersion(text) || VersionNumber().Match(text) is not { Success: true } match || !EngineVersion.TryParse(match.Value, out var version))
            return engine.At();
        if (text.Contains("(V0)", StringComparison.Ordinal) && version >= new EngineVersion(0, 8))
            version = new(0, 7, 9);
        else if (text.Contains("(V1)", StringComparison.Ordinal) && version < new EngineVersion(0, 8))
            version = new(0, 8);
        return engine.At(version);
    }

    /// <summary>What stands before a remark in brackets or the name of a method.</summary>
    private static string ModelName(string name) => name.Split([" (", " AWQ", " GPTQ", " W4A16", " W8A16"], StringSplitOptions.None)[0].Trim();

    private WeightFormat? FormatOf(MeasuredCase measured, ModelMatch match, EngineKind engine)
    {
        var llama = engine is EngineKind.LlamaCpp or EngineKind.Ollama;
        var name = measured.Weights switch
        {
            "MXFP4" when llama => "gguf-mxfp4_moe",
            "int8" when !llama => "int8-w8a8",
            "fp8" when match.Entry.NativeFormat is "fp8-block128" or "mxfp4" => match.Entry.NativeFormat,
            "gptq-int4" when measured.Model.Contains("w4a16", StringComparison.OrdinalIgnoreCase) => "w4a16-g128",
            "gptq-int4" => "gptq-int4-g128",
            "awq-int4" => "awq-int4-g128",
            "nf4" when engine == EngineKind.Vllm || match.FormatHint == "nf4-dq" || measured.FlagSwitch("double_quant") == true => "nf4-dq",
            var other => other.Split(' ')[0],
        };
        return catalog.WeightFormats.Find(name);
    }

    private CacheFormat? CacheOf(MeasuredCase measured, WeightFormat format)
    {
        if (measured.Kv is { } stated)
            return catalog.CacheFormats.Find(stated.Split(' ')[0]);
        return catalog.CacheFormats.Find(format is FloatFormat { BytesPerWeight: 4 } ? "fp32" : "fp16");
    }

    /// <summary>
    /// The context of one sequence. llama.cpp's n_ctx is shared by its slots: each has its part, unless the cache is unified, when every slot may
    /// fill it.
    /// </summary>
    private static TokenCount ContextOf(MeasuredCase measured, EngineKind engine)
    {
        var context = measured.Ctx ?? UnstatedContext;
        var shared = engine is EngineKind.LlamaCpp or EngineKind.Ollama && measured.FlagSwitch("kv_unified") != true;
        return new(shared ? context / SequencesOf(measured, engine) : context);
    }

    private static int SequencesOf(MeasuredCase measured, EngineKind engine) =>
        engine is EngineKind.LlamaCpp or EngineKind.Ollama
            ? Math.Max(1, measured.FlagNumber("n_parallel") ?? measured.FlagNumber("n_seq_max") ?? measured.Batch ?? 1)
            : Math.Max(1, measured.Batch ?? 1);

    private static EngineSettings SettingsOf(MeasuredCase measured)
    {
        return new()
        {
            GpuMemoryUtilization = measured.FlagFraction("gpu_memory_utilization"),
            MaxSequences = measured.FlagNumber("max_num_seqs"),
            MaxBatchedTokens = measured.FlagNumber("max_num_batched_tokens"),
            EnforceEager = measured.FlagSwitch("enforce_eager") ?? false,
            StaticMemoryFraction = measured.FlagFraction("mem_fraction_static"),
            MicroBatch = measured.FlagNumber("n_ubatch"),
            LogicalBatch = measured.FlagNumber("n_batch"),
            ReservedOutputs = OutputsOf(measured),
            FlashAttention = measured.FlagSwitch("flash_attn"),
            UnifiedCache = measured.FlagSwitch("kv_unified"),
            FullWindowCache = measured.FlagSwitch("swa_full") ?? false,
        };
    }

    /// <summary>
    /// Rows of logits: as stated, where 0 is the library's default of the whole batch; every row in builds before June 2026 (ggml-org/llama.cpp PR 23861).
    /// </summary>
    private static int? OutputsOf(MeasuredCase measured) => measured.FlagNumber("n_outputs_max") switch
    {
        > 0 and var stated => stated,
        0 => EveryRow,
        _ => string.CompareOrdinal(measured.Date, FirstMonthOfFewOutputs) is < 0 ? EveryRow : null,
    };

    private static bool HasHostLayers(MeasuredCase measured) =>
        measured.Flags.ContainsKey("moe_cpu_offload")
        || (measured.Flags.TryGetValue("n_gpu_layers", out var layers) && Fraction().Match(layers.ToString()) is { Success: true } match
            && match.Groups[1].Value != match.Groups[2].Value);

    private static Parallelism ParallelismOf(MeasuredCase measured, EngineKind engine) =>
        engine is EngineKind.LlamaCpp or EngineKind.Ollama or EngineKind.Transformers
            ? new(1, Math.Max(1, measured.Gpus))
            : new(Math.Max(1, measured.Tp ?? measured.Gpus / Math.Max(1, measured.Pp ?? 1)), Math.Max(1, measured.Pp ?? 1));

    [GeneratedRegex(@"^(\d+)/(\d+)")]
    private static partial Regex Fraction();

    [GeneratedRegex(@"\d+\.\d+(\.\d+)?")]
    private static partial Regex VersionNumber();
}
