using VramBot.Core.Engines;
using VramBot.Core.Models;

namespace VramBot.Core.Estimation.Training;

/// <summary>Experts that Transformers keeps as one tensor of three dimensions a layer, which bitsandbytes passes over: it replaces linear layers only.</summary>
/// <remarks>
/// <para>Source: bitsandbytes-foundation/bitsandbytes, issue 1849: all mixtures of experts since Transformers 5, some families before; a "4-bit" Gemma 4 26B-A4B loads 46.4 GiB
/// (unslothai/notebooks). Unsloth quantizes them since June 2026 (unslothai/unsloth, issue 4032; unsloth-zoo, change 527).</para>
/// <para>gpt-oss is left out: its checkpoints come in 4 bit already.</para>
/// </remarks>
internal static class FusedExperts
{
    private static readonly string[] FirstFamilies = ["Gemma4", "Llama4", "Qwen3VLMoe", "Qwen3_5Moe", "GraniteMoe"];
    private static readonly EngineVersion FirstOfAll = new(5, 0);
    private static readonly EngineVersion FirstByUnsloth = new(2026, 6);

    /// <summary>Whether a tensor stays in 16 bit although its format quantizes it.</summary>
    public static bool Stays(EstimateRequest request, TensorRole role) =>
        role is TensorRole.ExpertGate or TensorRole.ExpertUp or TensorRole.ExpertDown && request.Weights.Id is "nf4" or "nf4-dq" or "bnb-int8" or "fp4-bnb" && AreFused(request);

    private static bool AreFused(EstimateRequest request) => request.Engine.Kind switch
    {
        _ when request.Model.Architecture.StartsWith("GptOss", StringComparison.Ordinal) => false,
        EngineKind.Transformers => request.Engine.Version is not { } version || version >= FirstOfAll || IsOfFirstFamilies(request),
        EngineKind.Unsloth => request.Engine.Version < FirstByUnsloth && IsOfFirstFamilies(request),
        EngineKind.Axolotl or EngineKind.LlamaFactory or EngineKind.MsSwift or EngineKind.DeepSpeed => IsOfFirstFamilies(request),
        _ => false,
    };

    private static bool IsOfFirstFamilies(EstimateRequest request)
    {
        foreach (var family in FirstFamilies)
            if (request.Model.Architecture.StartsWith(family, StringComparison.Ordinal))
                return true;
        return false;
    }
}
