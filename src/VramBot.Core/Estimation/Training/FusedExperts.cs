using VramBot.Core.Formats;
using VramBot.Core.Models;

namespace VramBot.Core.Estimation.Training;

/// <summary>Experts that Transformers keeps as one tensor of three dimensions a layer, which bitsandbytes passes over: it replaces linear layers only.</summary>
/// <remarks>
/// Source: huggingface/transformers, integrations/bitsandbytes.py (replace_with_bnb_linear) and the models' own expert classes; a "4-bit" Gemma 4 26B-A4B loads 46.4 GiB (unslothai/notebooks).
/// gpt-oss is left out: its checkpoints come in 4 bit already.
/// </remarks>
internal static class FusedExperts
{
    private static readonly string[] Families = ["Gemma4", "Llama4", "Qwen3VLMoe", "Qwen3_5Moe", "GraniteMoe"];

    /// <summary>Whether a tensor stays in 16 bit although its format quantizes it.</summary>
    public static bool Stays(EstimateRequest request, TensorRole role) =>
        role is TensorRole.ExpertGate or TensorRole.ExpertUp or TensorRole.ExpertDown && request.Weights.Id is "nf4" or "nf4-dq" or "bnb-int8" or "fp4-bnb" && IsFused(request.Model.Architecture);

    private static bool IsFused(string architecture)
    {
        foreach (var family in Families)
            if (architecture.StartsWith(family, StringComparison.Ordinal))
                return true;
        return false;
    }
}
