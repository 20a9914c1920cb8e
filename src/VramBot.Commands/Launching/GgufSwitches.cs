using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Formats;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Launching;

/// <summary>What the programs that run GGUF files on ggml have in common.</summary>
internal static class GgufSwitches
{
    /// <summary>As many layers as people write for all of them.</summary>
    private const int Everything = 99;

    /// <summary>ggml's name of a cache type, or null when it has none (ggml-org/llama.cpp, common/arg.cpp: kv_cache_types).</summary>
    public static string? CacheName(CacheFormat format) => format.Id switch
    {
        "fp16" => "f16",
        "fp32" => "f32",
        "bf16" or "q8_0" or "q5_1" or "q5_0" or "q4_1" or "q4_0" or "iq4_nl" => format.Id,
        _ => null,
    };

    /// <summary>The same where it has to be said: not for the 16-bit floats that all of them start with.</summary>
    public static string? SaidCache(CacheFormat format) => format.Id == "fp16" ? null : CacheName(format);

    /// <summary>Whether ggml has both types.</summary>
    public static bool HasCache(EstimateRequest request) => CacheName(request.Keys) is not null && CacheName(request.Values) is not null;

    /// <summary>Layers on the GPUs as they were said, else more than there are, the head counting as one.</summary>
    public static int Layers(EstimateRequest request) => request.Settings.GpuLayers ?? Math.Max(Everything, LayersOf(request) + 1);

    /// <summary>Layers whose experts are in host memory; null when none are.</summary>
    public static int? HostExperts(EstimateRequest request) => request.Settings.HostExpertLayers is > 0 and var layers ? Math.Min(layers, LayersOf(request)) : null;

    /// <summary>Whether the experts of every layer are in host memory.</summary>
    public static bool AllHostExperts(EstimateRequest request) => request.Settings.HostExpertLayers is > 0 and var layers && layers >= LayersOf(request);

    /// <summary>Equal shares for several GPUs: left out, layers follow the memory that is free when it starts.</summary>
    public static string? SharesOf(EstimateRequest request) =>
        request.Settings.TensorSplit.Length > 0 ? string.Join(',', request.Settings.TensorSplit.Select(share => FormattableString.Invariant($"{share:0.####}")))
        : request.Parallelism.Gpus > 1 ? string.Join(',', Enumerable.Repeat('1', request.Parallelism.Gpus))
        : null;

    /// <summary>A value where it differs from what the program starts with.</summary>
    public static int? Unless(int? value, int? usual) => value == usual ? null : value;

    /// <summary>Tokens for all slots together: each has its own part, unless they share one cache of the whole context.</summary>
    public static long AllTokens(EstimateRequest request) => request.Context.Count * (request.Settings.UnifiedCache == true ? 1 : request.Sequences);

    /// <summary>Where the draft's file stands for the person's own.</summary>
    public static string? DraftFile(EstimateRequest request) => request.Draft is { } draft ? Checkpoint.GgufFile(draft.Model, draft.Weights ?? request.Weights) : null;

    /// <summary>What the names of files stand for.</summary>
    public static string Note(EstimateRequest request, string? repository)
    {
        string[] files = [.. repository is null ? [Checkpoint.GgufFile(request.Model, request.Weights)] : Array.Empty<string>(), .. DraftFile(request) is { } draft ? [draft] : Array.Empty<string>()];
        return files.Length switch
        {
            0 => string.Empty,
            1 => Tr($"{files[0]} stands for your file."),
            _ => Tr($"{files[0]} and {files[1]} stand for your files."),
        };
    }

    private static int LayersOf(EstimateRequest request) => request.Model.Network?.Layers.Length ?? 0;
}
