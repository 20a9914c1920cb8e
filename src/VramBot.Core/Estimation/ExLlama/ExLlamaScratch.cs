using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.ExLlama;

/// <summary>Buffers that ExLlama keeps beside weights and cache.</summary>
/// <remarks>
/// <para>
/// ExLlamaV2, in bytes, u = 2,048 tokens a step (max_input_len), h hidden size, q heads · headDim, k kvHeads · headDim, i inner size, V vocabulary: state and mask
/// <c>2uh + 2u²</c>; the largest module's scratch of attention <c>2u(max(q, h) + q + 2k) + 2qh</c>, feed-forward <c>2u(h + 2i) + 2hi</c>, head
/// <c>2uV + 2hV</c>; scores <c>4u² · heads</c>, a 10.8th of it with flash attention. One matrix is unpacked to 16 bits in each. Source:
/// turboderp-org/exllamav2, model.py (set_device_map) and attn.py (scratch_space, temp_attn_size).
/// </para>
/// <para>A cache under 16 bits adds one layer's keys and values in 16 bits (cache.py: temp_tensors).</para>
/// <para>ExLlamaV3: 0.35 GiB, read off three runs of a 32B model that leave 0.25, 0.26 and 0.6 GiB (oobabooga/textgen, PR 6903).</para>
/// </remarks>
internal static class ExLlamaScratch
{
    private const int Half = 2;
    private const long Step = 2048;
    private const double FlashSaving = Step / 190.0;

    private static readonly Bytes ThirdRelease = Bytes.FromGibibytes(0.35);

    public static Bytes Of(EstimateRequest request, Network network)
    {
        var unpacked = request.Keys.IsQuantized ? Unpacked(request, network) : 0;
        return request.Weights.Id.StartsWith("exl3", StringComparison.Ordinal) ? ThirdRelease : Bytes.FromBytes(SecondRelease(request, network) + unpacked);
    }

    private static long SecondRelease(EstimateRequest request, Network network)
    {
        long hidden = network.HiddenSize;
        var largest = Half * network.VocabularySize * (Step + hidden);
        var scores = 0L;
        foreach (var (layer, _) in LayerKinds.Of(network))
        {
            if (layer.Attention is GroupedQueryAttention attention)
            {
                long queries = attention.Heads * attention.HeadDim;
                var states = Math.Max(queries, hidden) + queries + (2L * attention.KeyValueHeads * attention.HeadDim);
                largest = Math.Max(largest, Half * ((Step * states) + (queries * hidden)));
                var whole = 2 * Half * Step * Step * attention.Heads;
                scores = Math.Max(scores, request.Settings.FlashAttention == false ? whole : (long)(whole / FlashSaving));
            }

            if ((layer.Dense?.InnerSize ?? layer.Experts?.Expert.InnerSize) is { } inner)
                largest = Math.Max(largest, Half * ((Step * (hidden + (2L * inner))) + (hidden * inner)));
        }

        return (Half * Step * (hidden + Step)) + largest + scores;
    }

    private static long Unpacked(EstimateRequest request, Network network) => LayerKinds.Of(network)
        .Select(kind => kind.Layer.Attention is GroupedQueryAttention attention
            ? Half * request.Context.Count * request.Sequences * attention.KeyValueHeads * (attention.HeadDim + attention.ValueHeadDim)
            : 0)
        .DefaultIfEmpty().Max();
}
