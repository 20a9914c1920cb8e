using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Serving;

/// <summary>Weights of the fullest rank of a serving engine built on PyTorch (vLLM, SGLang).</summary>
/// <remarks>
/// <para>
/// The engine merges projections that read the same input (query, key, value; gate and up; all experts' gate and up; all experts' down) and
/// splits them over tensor-parallel ranks: vocabulary rows padded to 64, at most one key head a rank, towers like
/// layers, router, latent down-projections and norms whole on each. Pipeline stages hold consecutive layers, the first also the embedding, the last the final norm and head.
/// </para>
/// <para>They are made one after another, which torch's allocator is replayed for: <see cref="TorchSegments"/>.</para>
/// <para>Beside the checkpoint: one rope table a setting (positions · rotated width · 2 bytes), and for latent attention the absorbed 16-bit copies.</para>
/// <para>
/// With expert parallelism a rank holds <c>⌈experts / ranks⌉</c> whole experts (vLLM's fused_moe/layer.py, determine_expert_map: what is left over goes to the first ranks).
/// </para>
/// <para>Source: vLLM's model_executor/layers, PyTorch's CUDACachingAllocator; Qwen2.5-7B 14.249 GiB as printed (14.19 by parameters).</para>
/// </remarks>
internal static partial class RankWeights
{
    private const int VocabularyPadding = 64;
    private const int HalfWidth = 2;

    /// <summary>Positions of three axes get four times the room, for long videos: vLLM and SGLang, MRotaryEmbedding; Qwen2.5-VL-72B on four ranks 34.434 GiB as printed.</summary>
    private const int VideoPositions = 4;

    private static readonly ConditionalWeakTable<Network, ConcurrentDictionary<Key, LoadedWeights>> Cache = [];

    /// <summary>The fullest rank's weights, or null when the engine has no such format.</summary>
    public static LoadedWeights? Of(EstimateRequest request, Network network)
    {
        if (request.Weights is not (FloatFormat or ScaledFormat))
            return null;
        return Cache.GetValue(network, static _ => new()).GetOrAdd(KeyOf(request), static (key, shape) => Fullest(shape, key), network);
    }

    /// <summary>Layers of a pipeline stage, spread as evenly as vLLM does: what is left over goes to the stages before the last.</summary>
    public static (int First, int Count) StageLayers(int layers, int stages, int stage)
    {
        var each = layers / stages;
        var left = layers % stages;
        var counts = Enumerable.Range(0, stages).Select(index => each + (left > 0 && index >= stages - 1 - left && index < stages - 1 ? 1 : 0)).ToArray();
        return (counts.Take(stage).Sum(), counts[stage]);
    }

    /// <summary>A stage with as many layers as any: what is left over goes to the stage before the last first.</summary>
    public static int LongestStage(Parallelism parallelism) => Math.Max(0, parallelism.Pipeline - 2);

    /// <summary>The weights of each pipeline stage, the first to the last.</summary>
    public static ImmutableArray<Bytes> OfStages(EstimateRequest request, Network network) =>
        [.. Enumerable.Range(0, request.Parallelism.Pipeline).Select(stage => Stage(network, KeyOf(request), stage).Allocated)];

    private static Key KeyOf(EstimateRequest request) => new(
        request.Weights,
        request.Parallelism,
        ServingLayout.PaddingOf(request),
        ServingLayout.KeepsLongRope(request),
        request.Settings.ExpertParallel && request.Parallelism.ExpertRanks > 1);

    private static LoadedWeights Fullest(Network network, Key key) =>
        Enumerable.Range(0, key.Parallelism.Pipeline).Select(stage => Stage(network, key, stage)).MaxBy(weights => weights.Allocated)!;

    private static LoadedWeights Stage(Network network, Key key, int stage)
    {
        var last = stage == key.Parallelism.Pipeline - 1;
        var (first, count) = StageLayers(network.Layers.Length, key.Parallelism.Pipeline, stage);
        var split = new TensorSplit(network, key);
        var segments = new TorchSegments();
        var outside = TensorInventory.Of(network).Where(tensor => tensor.Layer < 0 && IsOnStage(tensor.Role, stage == 0, last, network.TiedEmbeddings)).ToList();
        foreach (var tensor in outside.Where(tensor => IsMadeFirst(tensor.Role)))
            split.AddOutside(segments, tensor);
        foreach (var table in RopeTables(network, key.LongRope))
            segments.Add(table);
        foreach (var layer in TensorInventory.Of(network).Where(tensor => tensor.Layer >= first && tensor.Layer < first + count).GroupBy(tensor => tensor.Layer))
            split.AddLayer(segments, [.. layer], network.Layers[layer.Key]);
        foreach (var tensor in outside.Where(tensor => !IsMadeFirst(tensor.Role)))
            split.AddOutside(segments, tensor);
        foreach (var layer in network.Layers.AsSpan().Slice(first, count))
            if (layer.Attention is LatentAttention latent)
                split.AddAbsorbed(segments, latent);
        return new(segments.Allocated, segments.Reserved);
    }

    private static bool IsMadeFirst(TensorRole role) => role is TensorRole.TokenEmbedding or TensorRole.PositionEmbedding;

    private static bool IsOnStage(TensorRole role, bool first, bool last, bool tied) => role switch
    {
        TensorRole.TokenEmbedding => first || (last && tied),
        TensorRole.PositionEmbedding or TensorRole.Tower or TensorRole.EmbeddingProjection or TensorRole.Extra => first,
        _ => last,
    };

    /// <summary>The rope tables that each rank keeps whole: one for each distinct rotated width, scaled positions included.</summary>
    private static IEnumerable<Bytes> RopeTables(Network network, bool isLong)
    {
        if (network.PositionEmbeddings > 0)
            return [];
        var positions = network.MaxContext.Count * (isLong && network.HasMultimodalRope ? VideoPositions : 1);
        var scaled = (long)(positions * network.RopeLinearFactor);
        return network.Layers.Select(layer => RotatedWidth(layer.Attention)).Distinct()
            .Where(table => table.Width > 0 && (!table.IsLocal || network.HasLocalRope))
            .Select(table => Bytes.FromBytes((long)((table.IsLocal ? positions : scaled) * table.Width * network.RopeFraction) * HalfWidth));
    }

    /// <summary>The width that rotary positions turn, and whether the layer may rotate by a base of its own.</summary>
    private static (long Width, bool IsLocal) RotatedWidth(Attention? attention) => attention switch
    {
        GroupedQueryAttention { Scope.Kind: not AttentionReach.Cross } grouped => (grouped.HeadDim, grouped.Scope.Kind == AttentionReach.Sliding),
        LatentAttention latent => (latent.RotaryDim, false),
        _ => (0, false),
    };

    private readonly record struct Key(WeightFormat Format, Parallelism Parallelism, ExpertPadding Padding, bool LongRope, bool WholeExperts)
    {
        public bool Equals(Key other) => ReferenceEquals(Format, other.Format) && Parallelism == other.Parallelism && Padding == other.Padding && LongRope == other.LongRope
            && WholeExperts == other.WholeExperts;

        public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(Format), Parallelism, Padding, LongRope, WholeExperts);
    }
}
