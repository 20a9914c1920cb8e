using System.Collections.Concurrent;
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
/// <para>
/// Each merged tensor is booked as torch's caching allocator does: above 10 MiB it gets a segment rounded to 2 MiB, booked whole when 1 MiB or
/// less of it would be left.
/// </para>
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

    private static readonly ConditionalWeakTable<Network, ConcurrentDictionary<Key, Bytes>> Cache = [];

    /// <summary>The fullest rank's weights, or null when the engine has no such format.</summary>
    public static Bytes? Of(Network network, WeightFormat format, Parallelism parallelism, ExpertPadding padding = ExpertPadding.None, bool wholeExperts = false)
    {
        if (format is not (FloatFormat or ScaledFormat))
            return null;
        return Cache.GetValue(network, static _ => new()).GetOrAdd(new(format, parallelism, padding, wholeExperts && parallelism.Tensor > 1), static (key, shape) => Fullest(shape, key), network);
    }

    /// <summary>Layers of a pipeline stage, spread as evenly as vLLM does: what is left over goes to the stages before the last.</summary>
    public static (int First, int Count) StageLayers(int layers, int stages, int stage)
    {
        var each = layers / stages;
        var left = layers % stages;
        var counts = Enumerable.Range(0, stages).Select(index => each + (left > 0 && index >= stages - 1 - left && index < stages - 1 ? 1 : 0)).ToArray();
        return (counts.Take(stage).Sum(), counts[stage]);
    }

    private static Bytes Fullest(Network network, Key key) =>
        Enumerable.Range(0, key.Parallelism.Pipeline).Select(stage => Stage(network, key, stage)).Max();

    private static Bytes Stage(Network network, Key key, int stage)
    {
        var last = stage == key.Parallelism.Pipeline - 1;
        var (first, count) = StageLayers(network.Layers.Length, key.Parallelism.Pipeline, stage);
        var split = new TensorSplit(network, key);
        var sum = RopeTables(network);
        foreach (var layer in TensorInventory.Of(network).Where(tensor => tensor.Layer >= first && tensor.Layer < first + count).GroupBy(tensor => tensor.Layer))
            sum += split.LayerSize([.. layer], network.Layers[layer.Key]);
        foreach (var tensor in TensorInventory.Of(network).Where(tensor => tensor.Layer < 0))
            if (IsOnStage(tensor.Role, stage == 0, last, network.TiedEmbeddings))
                sum += split.OutsideSize(tensor);
        return sum;
    }

    private static bool IsOnStage(TensorRole role, bool first, bool last, bool tied) => role switch
    {
        TensorRole.TokenEmbedding => first || (last && tied),
        TensorRole.PositionEmbedding or TensorRole.Tower or TensorRole.EmbeddingProjection or TensorRole.Extra => first,
        _ => last,
    };

    /// <summary>The rope tables that each rank keeps whole: one for each distinct rotated width, scaled positions included.</summary>
    private static Bytes RopeTables(Network network)
    {
        if (network.PositionEmbeddings > 0)
            return Bytes.Zero;
        var positions = network.MaxContext.Count;
        var scaled = (long)(positions * network.RopeLinearFactor);
        var elements = network.Layers.Select(layer => RotatedWidth(layer.Attention)).Distinct()
            .Where(table => table.Width > 0 && (!table.IsLocal || network.HasLocalRope))
            .Sum(table => (table.IsLocal ? positions : scaled) * table.Width);
        return Bytes.FromBytes(elements * HalfWidth);
    }

    /// <summary>The width that rotary positions turn, and whether the layer may rotate by a base of its own.</summary>
    private static (long Width, bool IsLocal) RotatedWidth(Attention? attention) => attention switch
    {
        GroupedQueryAttention { Scope.Kind: not AttentionReach.Cross } grouped => (grouped.HeadDim, grouped.Scope.Kind == AttentionReach.Sliding),
        LatentAttention latent => (latent.RotaryDim, false),
        _ => (0, false),
    };

    private readonly record struct Key(WeightFormat Format, Parallelism Parallelism, ExpertPadding Padding, bool WholeExperts)
    {
        public bool Equals(Key other) => ReferenceEquals(Format, other.Format) && Parallelism == other.Parallelism && Padding == other.Padding && WholeExperts == other.WholeExperts;

        public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(Format), Parallelism, Padding, WholeExperts);
    }
}
