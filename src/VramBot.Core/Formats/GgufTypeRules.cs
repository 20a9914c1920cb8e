using VramBot.Core.Models;
using static VramBot.Core.Formats.GgmlType;

namespace VramBot.Core.Formats;

/// <summary>Which block type llama-quantize gives each tensor of a mix.</summary>
/// <remarks>
/// <para>
/// Order: tensors that are never quantized; the rules of head and embedding; the rule of the tensor's class; then, when rows are not a whole
/// number of blocks, the fallback of that type.
/// </para>
/// <para>Source: ggml-org/llama.cpp, src/llama-quant.cpp; checked against published file sizes and llama.cpp's own allocations.</para>
/// </remarks>
public static class GgufTypeRules
{
    /// <summary>The type of a tensor.</summary>
    /// <param name="mix">The mix.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="facts">The model around it.</param>
    public static GgmlType TypeOf(GgufMix mix, TensorGroup tensor, GgufFacts facts) => tensor.Role switch
    {
        TensorRole.Norm or TensorRole.Bias or TensorRole.Router or TensorRole.RecurrentState or TensorRole.PositionEmbedding => F32,
        TensorRole.Tower => F16,
        TensorRole.Extra => mix.BaseType,
        _ => FitRow(Wanted(mix, tensor, facts), tensor.Columns),
    };

    private static GgmlType Wanted(GgufMix mix, TensorGroup tensor, GgufFacts facts)
    {
        if (mix.Mix == "MXFP4_MOE")
            return tensor.Role is TensorRole.ExpertGate or TensorRole.ExpertUp or TensorRole.ExpertDown ? MXFP4 : Q8_0;
        return tensor.Role switch
        {
            TensorRole.OutputHead => Head(mix, facts),
            TensorRole.TokenEmbedding => facts.TiedEmbeddings ? Head(mix, facts) : Embedding(mix),
            TensorRole.Query or TensorRole.Key or TensorRole.Value when facts.Architecture.FusedQueryKeyValue => Value(mix, tensor.Layer, facts),
            TensorRole.Value => Value(mix, tensor.Layer, facts),
            TensorRole.Query => QueryOrKey(mix),
            TensorRole.Key => facts.Experts == 8 ? (IsLow(mix) ? Q4_K : Q8_0) : QueryOrKey(mix),
            TensorRole.AttentionOutput => AttentionOutput(mix, facts),
            TensorRole.Gate or TensorRole.Up or TensorRole.ExpertGate or TensorRole.ExpertUp or TensorRole.SharedGate or TensorRole.SharedUp =>
                mix.Mix == "IQ3_XS" && tensor.Layer >= facts.Layers / 8 && tensor.Layer < 7 * facts.Layers / 8 ? IQ3_XXS : mix.BaseType,
            TensorRole.Down or TensorRole.ExpertDown or TensorRole.SharedDown => Down(mix, tensor.Layer, facts),
            _ => mix.BaseType,
        };
    }

    private static bool IsLow(GgufMix mix) => mix.Mix.StartsWith("IQ1", StringComparison.Ordinal) || mix.Mix.StartsWith("IQ2", StringComparison.Ordinal);

    private static bool UsesMoreBits(int layer, int layers) =>
        layer < layers / 8 || layer >= 7 * layers / 8 || (layer - (layers / 8)) % 3 == 2;

    private static GgmlType Head(GgufMix mix, GgufFacts facts)
    {
        if (mix.BaseType is Q8_0 or F16 or BF16 or F32)
            return mix.BaseType;
        if (facts.Architecture.IsFalcon)
            return Q8_0;
        return mix.Mix is "IQ1_S" or "IQ1_M" or "IQ2_XXS" or "IQ2_XS" or "IQ2_S" or "IQ2_M" or "IQ3_XXS" ? Q5_K : Q6_K;
    }

    private static GgmlType Embedding(GgufMix mix) => mix.Mix switch
    {
        "IQ1_S" or "IQ1_M" or "IQ2_XXS" or "IQ2_XS" => Q2_K,
        "IQ2_S" or "IQ2_M" or "IQ3_XXS" => IQ3_S,
        "TQ1_0" or "TQ2_0" or "Q2_0" => Q4_K,
        _ => mix.BaseType,
    };

    private static GgmlType Value(GgufMix mix, int layer, GgufFacts facts)
    {
        var place = facts.AttentionOrdinal[layer];
        var grouped = facts.GroupedQueryRatio >= 4;
        if (facts.Experts == 8)
            return Q8_0;
        if (IsLow(mix))
            return grouped || facts.Experts >= 4 ? Q4_K : mix.Mix is "IQ2_S" or "IQ2_M" ? IQ3_S : Q2_K;
        var type = mix.Mix switch
        {
            "Q2_K" => grouped ? Q4_K : Q3_K,
            "Q2_K_S" when grouped => Q4_K,
            "IQ3_XXS" => grouped ? Q4_K : mix.ImportanceMatrix ? IQ3_XXS : IQ3_S,
            "IQ3_XS" or "IQ3_S" when grouped => Q4_K,
            "IQ3_M" => Q4_K,
            "Q3_K_M" => place < 2 ? Q5_K : Q4_K,
            "Q3_K_L" => Q5_K,
            "IQ4_NL" or "IQ4_XS" when grouped => Q5_K,
            "Q4_K_M" or "Q5_K_M" when UsesMoreBits(place, facts.AttentionLayers) => Q6_K,
            "Q4_K_S" when place < 4 => Q5_K,
            _ => mix.BaseType,
        };
        return facts.Is70B && (type is Q3_K or Q4_K) ? Q5_K : type;
    }

    private static GgmlType QueryOrKey(GgufMix mix) => mix.Mix switch
    {
        "IQ3_XS" => IQ3_XXS,
        "IQ3_XXS" => IQ2_S,
        _ => mix.BaseType,
    };

    private static GgmlType AttentionOutput(GgufMix mix, GgufFacts facts)
    {
        if (facts.Experts == 8)
        {
            return IsLow(mix) || mix.Mix is "Q2_K" or "IQ3_XS" or "IQ3_XXS" or "Q3_K_S" or "Q3_K_M" or "IQ4_NL" or "Q4_K_S" or "Q4_K_M" or "IQ3_S" or "IQ3_M" or "IQ4_XS"
                ? Q5_K
                : mix.BaseType;
        }

        return mix.Mix switch
        {
            "Q2_K" => Q3_K,
            "IQ3_XXS" or "IQ2_S" or "IQ2_M" => IQ3_S,
            "Q3_K_M" or "IQ3_M" => Q4_K,
            "Q3_K_L" => facts.Architecture.IsFalcon ? Q4_K : Q5_K,
            "IQ1_S" or "IQ1_M" => IQ2_XXS,
            _ => mix.BaseType,
        };
    }

    private static GgmlType Down(GgufMix mix, int layer, GgufFacts facts)
    {
        var first = layer < facts.Layers / 8;
        var falcon = facts.Architecture.IsFalcon;
        var more = UsesMoreBits(layer, facts.Layers);
        if (IsLow(mix))
            return first ? mix.Mix is "IQ2_S" or "IQ2_M" ? IQ3_S : Q2_K : mix.BaseType;
        return mix.Mix switch
        {
            "Q2_K" => Q3_K,
            "Q2_K_S" when first => Q4_K,
            "IQ3_XXS" when !mix.ImportanceMatrix => first ? Q4_K : Q3_K,
            "Q3_K_M" when layer < facts.Layers / 16 => Q5_K,
            "Q3_K_M" => !falcon || more ? Q4_K : Q3_K,
            "Q3_K_L" => falcon ? Q4_K : Q5_K,
            "IQ3_M" when first || (facts.Experts == 8 && more) => Q4_K,
            "Q4_K_M" when falcon => layer < facts.Layers / 16 ? Q6_K : more ? Q5_K : Q4_K,
            "Q4_K_M" or "Q5_K_M" when more => Q6_K,
            "IQ4_NL" or "IQ4_XS" when first && !mix.ImportanceMatrix => Q5_K,
            "Q4_K_S" when first && !falcon => Q5_K,
            "Q4_0" when first && mix.ImportanceMatrix => Q4_1,
            "Q5_0" when first && mix.ImportanceMatrix => Q5_1,
            _ => mix.BaseType,
        };
    }

    private static GgmlType FitRow(GgmlType type, long columns)
    {
        if (columns % type.Layout().ElementsPerBlock == 0)
            return type;
        var smaller = type switch
        {
            IQ1_S or IQ1_M or IQ2_XXS or IQ2_XS or IQ2_S or IQ3_XXS or IQ3_S or IQ4_XS => IQ4_NL,
            Q2_K or Q3_K or TQ1_0 or TQ2_0 or Q2_0 => Q4_0,
            Q4_K => Q5_0,
            Q5_K => Q5_1,
            Q6_K => Q8_0,
            _ => F16,
        };
        return columns % smaller.Layout().ElementsPerBlock == 0 ? smaller : F16;
    }
}
