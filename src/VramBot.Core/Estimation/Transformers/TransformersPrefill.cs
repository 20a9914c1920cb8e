using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Transformers;

/// <summary>Activations of a prompt: the largest of the moments at which most of them are alive.</summary>
/// <remarks>
/// <para>
/// Letters, in elements a token: h hidden size, q all query heads, i inner size, t experts a token, V vocabulary; S tokens of a prompt, H heads.
/// Bytes a token, 16-bit, above weights and cache; embeddings, layer input, residual and the block's own input are alive (8h, and 6h in attention):
/// </para>
/// <list type="bullet">
/// <item>feed-forward: <c>6i + 8h</c> when gated (activation, up, product), <c>4i + 8h</c> when not, <c>8i + 8h</c> when gate and up are one matrix;</item>
/// <item>experts (grouped matrix products): <c>t · max(8h, 2h + 8i) + 8h</c>: the sorted copy, the output, the weighted output and its reordering;</item>
/// <item>attention, fused: <c>6h + 8q</c> while queries are rotated; eager: <c>6h + 2q + 8·H·S</c>: scores, their softmax in 32 bits and its copy in 16;</item>
/// <item>norms in 32 bits: <c>14h</c>; logits: one row, <c>2V + 2h</c> where all are asked for, <c>6V + 2h</c> where old releases compute all.</item>
/// </list>
/// <para>
/// Formats that are unpacked before each product (bitsandbytes 4-bit, HQQ) hold one 16-bit matrix, <c>2hi</c>, beside <c>4i + 8h</c> a token.
/// int8 products come out in 32 bits: <c>8i + 9h</c>.
/// </para>
/// <para>
/// Source: huggingface/transformers, models/llama/modeling_llama.py, integrations/moe.py; bitsandbytes, autograd/_functions.py. Held against the
/// peaks of huggingface/optimum, tests/benchmark (Llama-2-13B, eager, 16-bit and bitsandbytes 4-bit), which the eager line meets to 0.01 MB a sequence.
/// </para>
/// </remarks>
internal static class TransformersPrefill
{
    private const int Half = 2;

    /// <summary>The peak above weights and cache for prompts of <paramref name="length"/> tokens in all sequences.</summary>
    public static Bytes Peak(EstimateRequest request, Network network, TransformersGeneration generation, long length)
    {
        var tokens = request.Sequences * length;
        var eager = !(request.Settings.FlashAttention ?? generation.FusedAttention);
        var mask = Mask(network, eager, length);
        var hidden = (long)network.HiddenSize;
        var peak = Logits(request, network, generation, tokens);
        foreach (var (layer, _) in LayerKinds.Of(network))
        {
            peak = Math.Max(peak, tokens * (Attention(layer.Attention, hidden, length, eager) + (eager ? mask : 3 * mask)));
            peak = Math.Max(peak, tokens * ((14 * hidden) + mask));
            peak = Math.Max(peak, tokens * (Dense(request, layer.Dense, hidden) + mask));
            peak = Math.Max(peak, Unpacked(request, layer, hidden) is > 0 and var matrix ? (tokens * (Dense(request, layer.Dense! with { Gated = false }, hidden) + mask)) + matrix : 0);
            peak = Math.Max(peak, tokens * (Experts(layer.Experts, hidden) + mask));
        }

        return Bytes.FromBytes(peak);
    }

    /// <summary>The largest matrix that a packed format unpacks for one product; zero for formats that are multiplied as they are.</summary>
    public static Bytes UnpackedMatrix(EstimateRequest request, Network network) =>
        Bytes.FromBytes(LayerKinds.Of(network).Select(kind => Unpacked(request, kind.Layer, network.HiddenSize)).DefaultIfEmpty().Max());

    /// <summary>
    /// Bytes of the attention mask a token: a row of 16-bit numbers in eager attention; with fused attention only windows need one, of a byte an element,
    /// which the kernel copies into 16 bits.
    /// </summary>
    private static long Mask(Network network, bool eager, long length)
    {
        if (eager)
            return Half * length;
        return LayerKinds.Of(network).Any(kind => kind.Layer.Attention?.Scope is { Kind: AttentionReach.Sliding or AttentionReach.Chunked } scope && scope.Window.Count < length) ? length : 0;
    }

    private static long Attention(Attention? attention, long hidden, long length, bool eager)
    {
        var width = attention switch
        {
            GroupedQueryAttention grouped => (long)grouped.Heads * grouped.HeadDim,
            LatentAttention latent => (long)latent.Heads * (latent.PlainDim + latent.RotaryDim),
            _ => 0,
        };
        if (!eager || attention is null)
            return (6 * hidden) + (8 * width);
        var repeated = attention is GroupedQueryAttention { } shared && shared.KeyValueHeads < shared.Heads ? 4 * width : 0;
        return (6 * hidden) + (Half * width) + repeated + (8 * attention.Heads * length);
    }

    private static long Logits(EstimateRequest request, Network network, TransformersGeneration generation, long tokens)
    {
        long words = network.VocabularySize;
        if (generation.AllLogits)
            return tokens * ((6 * words) + (2L * network.HiddenSize));
        return request.Settings.AllLogits ? tokens * ((Half * words) + (2L * network.HiddenSize)) : Half * request.Sequences * words;
    }

    private static long Dense(EstimateRequest request, DenseFeedForward? dense, long hidden)
    {
        if (dense is null)
            return 0;
        long inner = dense.InnerSize;
        if (request.Weights.Id == "bnb-int8")
            return (8 * inner) + (9 * hidden);
        if (!dense.Gated)
            return (4 * inner) + (8 * hidden);
        return ((MergesGateAndUp(request.Model.Architecture) ? 8 : 6) * inner) + (8 * hidden);
    }

    private static long Experts(MixtureOfExperts? moe, long hidden)
    {
        if (moe is null)
            return 0;
        long width = moe.LatentSize ?? hidden;
        return (moe.ExpertsPerToken * Math.Max(8 * width, (2 * width) + (8L * moe.Expert.InnerSize))) + (8 * hidden);
    }

    private static long Unpacked(EstimateRequest request, Layer layer, long hidden) =>
        Unpacks(request.Weights) && layer.Dense is { } dense ? Half * hidden * dense.InnerSize : 0;

    private static bool Unpacks(WeightFormat format) => format.Id is "nf4" or "nf4-dq" or "fp4-bnb" || format.Id.StartsWith("hqq", StringComparison.Ordinal);

    /// <summary>Classes whose gate and up projections are one matrix, of which both halves stay alive.</summary>
    private static bool MergesGateAndUp(string architecture) => architecture is "Phi3ForCausalLM" or "GlmForCausalLM" or "Glm4ForCausalLM";
}
