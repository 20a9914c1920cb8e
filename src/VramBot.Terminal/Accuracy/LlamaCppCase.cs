using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using VramBot.Core.Engines;

namespace VramBot.Terminal.Accuracy;

/// <summary>What the cases of llama.cpp, its forks and Ollama say in words of their own.</summary>
internal static partial class LlamaCppCase
{
    private const int EveryRow = int.MaxValue;
    private const int AutomaticSlots = 4;
    private const string FirstFusedMonth = "2025-12-12";
    private const int LastYearWithoutLatentCache = 2025;
    private const string FirstYearWithLatentCache = "2026";

    /// <summary>KoboldCpp's releases of August 2025 and of June 2026, whose llama.cpp changed.</summary>
    private static readonly EngineVersion FirstIndexedKobold = new(1, 98);

    private static readonly EngineVersion FirstHalfMaskKobold = new(1, 114);

    /// <summary>Months and a build from each, where the memory changed; a log without a date is taken to be from before mid-2026.</summary>
    private static readonly (string Until, int Build)[] Builds = [("2025-08", 5900), ("2026-01", 7000), ("2026-06", 9000)];

    public static bool IsOf(EngineKind engine) => engine is EngineKind.LlamaCpp or EngineKind.Ollama or EngineKind.IkLlamaCpp;

    /// <summary>The build: as printed, else by the date of the log. ik_llama.cpp cached latent rows only when told to (mla_attn 0) until 2025, which a model of 2026 rules out.</summary>
    public static EngineRelease EngineOf(MeasuredCase measured, Engine engine, string? modelReleased)
    {
        if (engine.Kind == EngineKind.IkLlamaCpp)
            return measured.FlagNumber("mla_attn") == 0 && string.CompareOrdinal(modelReleased, FirstYearWithLatentCache) < 0 ? engine.At(new(LastYearWithoutLatentCache, 0)) : engine.At();
        var text = measured.RuntimeVersion ?? string.Empty;
        if (engine.Kind == EngineKind.Ollama)
            return engine.At(OllamaOf(text, measured.Date));
        if (BuildNumber().Match(text) is { Success: true } match)
            return engine.At(EngineVersion.Build(int.Parse(match.Value, CultureInfo.InvariantCulture)));
        if (engine.Id == KnownEngines.KoboldCpp.Id && Release().Match(text) is { Success: true } release && EngineVersion.TryParse(release.Value, out var kobold))
            return engine.At(kobold < FirstIndexedKobold ? EngineVersion.Build(Builds[0].Build) : kobold < FirstHalfMaskKobold ? EngineVersion.Build(Builds[^1].Build) : null);
        if (Has(text, "23764") || Has(text, "both"))
            return engine.At();
        var date = CommitDate().Match(text) is { Success: true } commit ? commit.Value : measured.Date;
        foreach (var (until, number) in Builds)
            if (date is null ? until == "2026-06" : string.CompareOrdinal(date, until) < 0)
                return engine.At(EngineVersion.Build(number));
        return engine.At();
    }

    /// <summary>Ollama's release: as printed; else its own engine, which until December 2025 had to be told to fuse attention.</summary>
    private static EngineVersion OllamaOf(string text, string? date) =>
        Release().Match(text) is { Success: true } match && EngineVersion.TryParse(match.Value, out var version) ? version
        : date is null || string.CompareOrdinal(date, FirstFusedMonth) < 0 ? new(0, 12) : new(0, 20);

    /// <summary>The sequences that share the server's context.</summary>
    public static int SequencesOf(MeasuredCase measured) =>
        Math.Max(1, measured.FlagNumber("n_parallel", "n_seq_max", "num_parallel", "parallel", "np") ?? (int)(measured.Batch ?? 1));

    /// <summary>Tokens of one sequence: its part of n_ctx, or all of it when the cache is unified and every slot may fill it.</summary>
    public static long ContextOf(MeasuredCase measured, long context) =>
        IsUnified(measured) == true ? context : context / SequencesOf(measured);

    /// <summary>Its switches, for a model of so many layers.</summary>
    public static EngineSettings SettingsOf(MeasuredCase measured, int layers) => new()
    {
        MicroBatch = measured.FlagNumber("n_ubatch", "ubatch_size", "ubatch", "ub"),
        LogicalBatch = measured.FlagNumber("n_batch", "batch_size", "num_batch", "blasbatchsize", "b"),
        ReservedOutputs = OutputsOf(measured),
        FlashAttention = measured.FlagSwitch("flash_attn", "flash_attention", "flashattention", "fa"),
        UnifiedCache = IsUnified(measured),
        FullWindowCache = measured.FlagSwitch("swa_full") ?? false,
        GpuLayers = GpuLayersOf(measured),
        HostExpertLayers = HostTensorsCase.ExpertLayersOf(measured, layers),
        RowSplit = SplitOf(measured) == "row",
        TensorSplit = TensorSplitOf(measured),
        LatentCache = measured.FlagNumber("mla_attn", "mla") is { } mode ? mode > 0 : null,
        Backend = BackendOf(measured.Gpu),
        DraftTokens = measured.FlagNumber("n_draft", "drafts", "draft_max", "spec_draft_n_max") ?? 0,
    };

    /// <summary>The GPU that the case reports: the fullest of those that it lists.</summary>
    public static int? DeviceOf(MeasuredCase measured)
    {
        if (!measured.Flags.TryGetValue("per_gpu_mib", out var listed) || listed.ValueKind != JsonValueKind.Object)
            return null;
        var sums = listed.EnumerateObject().Select(device => device.Value.EnumerateObject().Sum(buffer => buffer.Value.GetDouble())).ToList();
        return sums.IndexOf(sums.Max());
    }

    /// <summary>
    /// Rows of logits: as stated, where 0 is the library's default of the whole batch; a build with the cap of pull request 23861 alone reserves one a slot.
    /// </summary>
    private static int? OutputsOf(MeasuredCase measured) => measured.FlagNumber("n_outputs_max", "n_outputs") switch
    {
        > 0 and var stated => stated,
        0 => EveryRow,
        _ when Has(measured.RuntimeVersion, "output cap") => SequencesOf(measured),
        _ when Has(measured.RuntimeVersion, "23764") => EveryRow,
        _ => null,
    };

    /// <summary>As stated; four slots that nobody asked for are the server's own choice of 2026, which unifies the cache (tools/server, n_parallel auto).</summary>
    private static bool? IsUnified(MeasuredCase measured) =>
        measured.FlagSwitch("kv_unified") ?? (SequencesOf(measured) == AutomaticSlots && string.CompareOrdinal(measured.Date, "2026") > 0 ? true : null);

    /// <summary>The interface that the source names beside the card, as in <c>RTX 3090 (Vulkan)</c>.</summary>
    private static GpuBackend? BackendOf(string? gpu) => gpu switch
    {
        _ when Names(gpu, "Vulkan") => GpuBackend.Vulkan,
        _ when Names(gpu, "ROCm") => GpuBackend.Rocm,
        _ when Names(gpu, "Metal") => GpuBackend.Metal,
        _ when Names(gpu, "SYCL") => GpuBackend.Sycl,
        _ => null,
    };

    private static bool Names(string? gpu, string backend) => gpu?.Contains(backend, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Layers on GPUs: <c>29/65</c>, a number, or all for a negative one and for words.</summary>
    private static int? GpuLayersOf(MeasuredCase measured) => measured.FlagText("n_gpu_layers", "gpu_layers", "gpulayers", "num_gpu", "ngl") is { } text
        && LeadingNumber().Match(text) is { Success: true } match ? int.Parse(match.Value, CultureInfo.InvariantCulture) : null;

    private static string? SplitOf(MeasuredCase measured) => measured.FlagText("split_mode", "sm");

    /// <summary>Whether only one of the machine's GPUs is used.</summary>
    public static bool UsesOneGpu(MeasuredCase measured) => SplitOf(measured) == "none";

    private static ImmutableArray<double> TensorSplitOf(MeasuredCase measured) => measured.FlagText("tensor_split", "ts") is { } text
        ? [.. Numbers().Matches(text).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))]
        : [];

    private static bool Has(string? text, string words) => text?.Contains(words, StringComparison.Ordinal) == true;

    [GeneratedRegex(@"(?<=\bb|build:? ?|version:? ?)\d{4,5}\b", RegexOptions.IgnoreCase)]
    private static partial Regex BuildNumber();

    [GeneratedRegex(@"\d+\.\d+(\.\d+)?")]
    private static partial Regex Release();

    [GeneratedRegex(@"20\d\d-\d\d-\d\d")]
    private static partial Regex CommitDate();

    [GeneratedRegex(@"^\d+")]
    private static partial Regex LeadingNumber();

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Numbers();
}
