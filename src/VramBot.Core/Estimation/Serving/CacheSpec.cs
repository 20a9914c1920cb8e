using System.Collections.Immutable;
using VramBot.Core.Engines;
using VramBot.Core.Estimation.Vllm;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Serving;

/// <summary>One kind of layer in a paged cache: how many there are, what a token costs in one of them, how far back it reaches.</summary>
/// <param name="Layers">Layers of this kind.</param>
/// <param name="TokenSize">Bytes that a token takes in one layer on one rank; zero for a recurrent state.</param>
/// <param name="Window">Tokens of the window or chunk; null when all are kept.</param>
/// <param name="StateSize">Bytes of one sequence's state in one layer; zero for attention.</param>
internal sealed record CacheSpec(int Layers, Bytes TokenSize, TokenCount? Window, Bytes StateSize)
{
    private const int ConvolutionElementSize = 2;

    public bool IsState => StateSize > Bytes.Zero;

    /// <summary>The kinds of a stage's layers; the next-token layers, when loaded, cache like the last layer.</summary>
    public static IReadOnlyList<CacheSpec> Of(EstimateRequest request, Network network, int stage)
    {
        var (first, count) = RankWeights.StageLayers(network.Layers.Length, request.Parallelism.Pipeline, stage);
        var layers = LayerKinds.Of(network, first, count);
        return Of(request, request.Settings.NextTokenLayers && network.MultiTokenPrediction is { } next ? layers.Add((network.Layers[^1], next.Layers)) : layers);
    }

    /// <summary>The kinds of the given layers, in the order in which they appear.</summary>
    public static IReadOnlyList<CacheSpec> Of(EstimateRequest request, ImmutableArray<(Layer Layer, int Count)> layers)
    {
        var specs = new List<CacheSpec>();
        foreach (var (layer, count) in layers)
        {
            foreach (var spec in OfLayer(request, layer))
            {
                var index = specs.FindIndex(other => other with { Layers = 1 } == spec);
                if (index < 0)
                    specs.Add(spec with { Layers = count });
                else
                    specs[index] = specs[index] with { Layers = specs[index].Layers + count };
            }
        }

        return specs;
    }

    private static IEnumerable<CacheSpec> OfLayer(EstimateRequest request, Layer layer)
    {
        var ranks = request.Parallelism.AttentionRanks;
        if (layer is { Attention: { } attention, ReusesCache: false } && TokenSizeOf(request, attention) is var size && size > Bytes.Zero)
            yield return new(1, size, attention.Scope.Kind is AttentionReach.Sliding or AttentionReach.Chunked ? attention.Scope.Window : null, Bytes.Zero);
        if (layer is { Attention: CompressedAttention { CompressionRatio: > 0 } compressed, ReusesCache: false })
            yield return new(1, TokenSizeOf(request, compressed) / compressed.CompressionRatio, null, Bytes.Zero);
        if (layer.Recurrence is { } recurrence)
        {
            var state = (recurrence.StateElements * RecurrentElementSize(request, recurrence)) + (recurrence.ConvolutionStateElements * ConvolutionElementSize);
            yield return new(1, Bytes.Zero, null, Bytes.FromBytes(state) / ranks);
        }
    }

    /// <summary>
    /// Bytes of a recurrent state's element: vLLM keeps the states of Mamba and of linear attention in the model's own type, delta-net states in 32 bit
    /// (model_executor/layers/mamba/mamba_utils.py: the cache type "auto"; Qwen3.5's own mamba_ssm_dtype); SGLang keeps all in 32 bit.
    /// </summary>
    private static int RecurrentElementSize(EstimateRequest request, Recurrence recurrence) =>
        request.Engine.Kind == EngineKind.Vllm && recurrence is Mamba1 or Mamba2 or LightningAttention ? 2 : 4;

    /// <summary>Bytes of a token's keys and values in a layer on one rank; latent rows are whole on every rank.</summary>
    private static Bytes TokenSizeOf(EstimateRequest request, Attention attention)
    {
        var ranks = request.Parallelism.AttentionRanks;
        return attention switch
        {
            GroupedQueryAttention { Scope.Kind: AttentionReach.Cross } => Bytes.Zero,
            GroupedQueryAttention grouped => HeadsOnRank(grouped) * (request.Keys.Layout.SizeOf(grouped.HeadDim) + request.Values.Layout.SizeOf(grouped.ValueHeadDim)),
            LatentAttention { Indexer: { } indexer } latent => SparseRow(request, latent) + IndexerKey(indexer),
            LatentAttention latent => Aligned(request, request.Keys.Layout.SizeOf(latent.LatentRank + latent.RotaryDim)),
            CompressedAttention compressed => request.Keys.Layout.SizeOf(compressed.RowWidth),
            _ => Bytes.Zero,
        };

        long HeadsOnRank(GroupedQueryAttention grouped) => Math.Max(1, grouped.KeyValueHeads / ranks);
    }

    /// <summary>V0 of vLLM starts each latent row at a multiple of 256 bytes: 576 elements take the room of 640 (worker/cache_engine.py; 78,085 bytes a token printed).</summary>
    private static Bytes Aligned(EstimateRequest request, Bytes row) =>
        request.Engine.Kind == EngineKind.Vllm && VllmGenerations.Of(request.Engine.Version) == VllmGeneration.V0 ? row.RoundUpTo(Bytes.FromBytes(256)) : row;

    /// <summary>
    /// A latent row that sparse attention reads: as 8-bit floats it keeps a 4-byte scale for 128 elements and the rotary part at 16 bit, 656 bytes in all
    /// for 512 + 64 elements (vLLM's fp8_ds_mla).
    /// </summary>
    private static Bytes SparseRow(EstimateRequest request, LatentAttention latent) =>
        request.Engine.Kind == EngineKind.Vllm && request.Keys.Layout.SizeOf(1) == Bytes.FromBytes(1)
            ? Bytes.FromBytes(latent.LatentRank + (latent.LatentRank / 128 * 4) + (latent.RotaryDim * 2))
            : request.Keys.Layout.SizeOf(latent.LatentRank + latent.RotaryDim);

    /// <summary>An indexer's key: one byte an element and a 4-byte scale, whatever the cache's own type (DeepSeek-V3.2, GLM-5).</summary>
    private static Bytes IndexerKey(SparseIndexer indexer) => Bytes.FromBytes(indexer.HeadDim + 4);
}
