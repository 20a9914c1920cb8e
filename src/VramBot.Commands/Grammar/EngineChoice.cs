using VramBot.Core.Engines;
using VramBot.Core.Formats;

namespace VramBot.Commands.Grammar;

/// <summary>Which engine a weight format is made for.</summary>
internal static class EngineChoice
{
    /// <summary>GGUF for llama.cpp, EXL2 and EXL3 for ExLlama, bitsandbytes and HQQ for Transformers, the rest for vLLM; null for formats whose engines are not estimated.</summary>
    public static EngineRelease? OfFormat(WeightFormat format) => format switch
    {
        GgufMix or GgufRate or UnsizedFormat => KnownEngines.LlamaCpp.At(),
        _ when IsOf(format, "exl") => KnownEngines.ExLlama.At(),
        _ when IsOf(format, "aqlm", "quip", "bitnet") => null,
        _ when IsOf(format, "mlx") => KnownEngines.Mlx.At(),
        _ when IsOf(format, "nf4", "bnb", "fp4-bnb", "hqq") => KnownEngines.Transformers.At(),
        _ => KnownEngines.Vllm.At(),
    };

    /// <summary>Whether an engine can be asked about a format; a format that is not named is chosen to suit the engine.</summary>
    public static bool CanRead(Engine engine, WeightFormat? format) => format switch
    {
        null or FloatFormat => true,
        GgufMix or GgufRate or UnsizedFormat => engine.RunsGguf,
        _ when IsOf(format, "exl") => engine == KnownEngines.ExLlama,
        _ => !engine.RunsGguf,
    };

    /// <summary>Whether a format's id begins with one of these.</summary>
    public static bool IsOf(WeightFormat format, params ReadOnlySpan<string> beginnings)
    {
        foreach (var beginning in beginnings)
            if (format.Id.StartsWith(beginning, StringComparison.Ordinal))
                return true;
        return false;
    }
}
