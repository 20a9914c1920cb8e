using System.Globalization;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Formats;
using VramBot.Core.Gpus;
using VramBot.Core.Units;

namespace VramBot.Terminal.Accuracy;

/// <summary>What only serving engines' cases state, and how they state it.</summary>
internal static class ServingCase
{
    /// <summary>Whether the case is of an engine that budgets a share of the card.</summary>
    public static bool Is(MeasuredCase measured) =>
        EngineOf(measured)?.Kind is EngineKind.Vllm or EngineKind.Sglang or EngineKind.TensorRtLlm or EngineKind.LmDeploy;

    /// <summary>The engine, which a release or a remark may follow: <c>vllm==0.9.1</c>, <c>vLLM (docker)</c>.</summary>
    public static Engine? EngineOf(MeasuredCase measured) => KnownEngines.All.Find(measured.Runtime.Split([' ', '=', '@', ':', '('], 2)[0]);

    /// <summary>
    /// The card; for a serving engine that printed the memory of a card which the source does not name, the card whose driver reports just that, or
    /// a stand-in of that memory.
    /// </summary>
    public static Gpu? Card(MeasuredCase measured, CardNames cards)
    {
        var printed = measured.MeasuredNumber("capacity_gib");
        if (cards.Find(measured.Gpu, printed) is { } named)
            return named;
        return printed is > 0 and var capacity && Is(measured) ? cards.OfDriversTotal(capacity) ?? StandIn(measured, capacity) : null;
    }

    /// <summary>The format, where an engine's switch narrows what it quantizes: experts_int8 leaves all but experts and dense blocks at 16 bit.</summary>
    public static WeightFormat? Narrowed(MeasuredCase measured, WeightFormat? format) =>
        format is ScaledFormat scaled && measured.FlagText("quantization") == "experts_int8" ? scaled with { Scope = QuantizedScope.FeedForward } : format;

    /// <summary>The switches of serving engines beside those that every engine has.</summary>
    public static EngineSettings With(MeasuredCase measured, EngineSettings settings) => settings with
    {
        MaxSequences = settings.MaxSequences ?? measured.FlagNumber("max_running_requests") ?? measured.FlagNumber("max_batch_size"),
        MaxBatchedTokens = settings.MaxBatchedTokens ?? measured.FlagNumber("chunked_prefill_size") ?? measured.FlagNumber("max_num_tokens"),
        FreeMemoryFraction = measured.FlagFraction("kv_cache_free_gpu_mem_fraction") ?? measured.FlagFraction("kv_cache_free_gpu_memory_fraction")
            ?? measured.FlagFraction("free_gpu_memory_fraction") ?? measured.FlagFraction("cache_max_entry_count"),
        PoolTokens = measured.FlagNumber("max_total_tokens"),
        ExpertParallel = measured.Ep > 1 || measured.FlagSwitch("enable_expert_parallel") == true,
        NextTokenLayers = measured.FlagText("speculative")?.StartsWith("MTP", StringComparison.Ordinal) == true,
    };

    /// <summary>
    /// How the model is spread. SGLang's dp divides attention over the ranks of tp when that is switched on, or when tp already counts every card, and makes
    /// separate servers otherwise; vLLM's makes copies that share the routed experts.
    /// </summary>
    public static Parallelism Spread(MeasuredCase measured, EngineKind engine)
    {
        var (pipeline, data) = ((int)Math.Max(1, measured.Pp ?? 1), (int)Math.Max(1, measured.Dp ?? 1));
        var divides = engine == EngineKind.Sglang && data > 1 && (measured.FlagSwitch("enable_dp_attention") ?? (measured.Tp ?? measured.Cards) * pipeline >= measured.Cards);
        var tensor = (int)Math.Max(1, measured.Tp ?? measured.Cards / pipeline / (divides ? 1 : data));
        return new(tensor, pipeline)
        {
            AttentionGroups = divides && tensor % data == 0 ? data : 1,
            Copies = engine == EngineKind.Vllm ? data : 1,
        };
    }

    /// <summary>The adapters that it has room for, or null.</summary>
    public static ServedAdapters? Adapters(MeasuredCase measured) => measured.FlagSwitch("enable_lora") == true
        ? new(measured.FlagNumber("max_loras") ?? 1, measured.FlagNumber("max_lora_rank") ?? measured.FlagNumber("lora_rank") ?? ServedAdapters.DefaultRank)
        : null;

    private static Gpu StandIn(MeasuredCase measured, double capacity) => new()
    {
        Id = "stand-in",
        Name = measured.Gpu ?? string.Create(CultureInfo.InvariantCulture, $"a card of {capacity} GiB"),
        Vendor = GpuVendor.Nvidia,
        Class = GpuClass.Datacenter,
        NominalGigabytes = capacity,
        Usable = Bytes.FromGibibytes(capacity),
        UsableIsMeasured = true,
        BandwidthGigabytesPerSecond = 0,
        HasNvlink = true,
        Year = 0,
        Sources = [],
    };
}
