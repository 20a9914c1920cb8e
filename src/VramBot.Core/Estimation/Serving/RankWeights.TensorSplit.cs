using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Serving;

/// <content>How one rank's share of a layer's tensors is cut, merged and booked.</content>
internal static partial class RankWeights
{
    private sealed class TensorSplit(Network network, Key key)
    {
        private readonly int ranks = key.Parallelism.Tensor;
        private readonly int attentionRanks = key.Parallelism.AttentionRanks;
        private readonly int expertRanks = key.Parallelism.ExpertRanks;
        private readonly bool hasExperts = network.Layers.Any(layer => layer.Experts is not null);

        public Bytes LayerSize(IReadOnlyList<TensorGroup> tensors, Layer layer)
        {
            var merged = tensors.GroupBy(tensor => MergeOf(tensor.Role));
            var sum = Bytes.Zero;
            foreach (var group in merged)
            {
                var size = group.Aggregate(Bytes.Zero, (total, tensor) => total + SizeOf(Share(tensor, layer)));
                sum += group.Key is { } ? Booked(size) : size;
            }

            return layer.Attention is LatentAttention latent ? sum + Absorbed(latent) : sum;
        }

        public Bytes OutsideSize(TensorGroup tensor) => tensor.Role switch
        {
            TensorRole.TokenEmbedding => Booked(SizeOf(tensor with { Rows = Ceiling(Pad(tensor.Rows, VocabularyPadding), EmbeddingRanks) })),
            TensorRole.OutputHead => Booked(SizeOf(tensor with { Rows = Ceiling(Pad(tensor.Rows, VocabularyPadding), ranks) })),
            TensorRole.Tower => SizeOf(tensor) / ranks,
            _ => SizeOf(tensor),
        };

        /// <summary>Data-parallel attention looks tokens up by itself: its ranks hold the embedding whole (SGLang: enable_tp=not is_dp_attention_enabled()).</summary>
        private int EmbeddingRanks => key.Parallelism.AttentionGroups > 1 ? 1 : ranks;

        private static string? MergeOf(TensorRole role) => role switch
        {
            TensorRole.Query or TensorRole.Key or TensorRole.Value or TensorRole.AttentionGate => "qkv",
            TensorRole.Gate or TensorRole.Up => "gate_up",
            TensorRole.SharedGate or TensorRole.SharedUp => "shared_gate_up",
            TensorRole.ExpertGate or TensorRole.ExpertUp => "experts_gate_up",
            TensorRole.LatentKeyUp or TensorRole.LatentValueUp => "kv_b",
            TensorRole.Norm or TensorRole.Bias or TensorRole.Router or TensorRole.RecurrentState => null,
            _ => role.ToString(),
        };

        /// <summary>Torch's caching allocator: a large tensor takes its 2 MiB-rounded segment when no usable rest would be left.</summary>
        private static Bytes Booked(Bytes size)
        {
            var segment = size.RoundUpTo(Bytes.FromMebibytes(2));
            return size > Bytes.FromMebibytes(10) && segment - size <= Bytes.FromMebibytes(1) ? segment : size;
        }

        private TensorGroup Share(TensorGroup tensor, Layer layer) => tensor.Role switch
        {
            TensorRole.Key or TensorRole.Value when layer.Attention is GroupedQueryAttention attention =>
                tensor with { Rows = tensor.Rows / attention.KeyValueHeads * Math.Max(1, attention.KeyValueHeads / attentionRanks) },
            TensorRole.Query when layer.Attention is LatentAttention { QueryRank: not null } => tensor,
            TensorRole.Query or TensorRole.QueryUp or TensorRole.AttentionGate or TensorRole.LatentKeyUp or TensorRole.LatentValueUp
                or TensorRole.RecurrentInput or TensorRole.RecurrentState => tensor with { Rows = Ceiling(tensor.Rows, attentionRanks) },
            TensorRole.AttentionOutput or TensorRole.RecurrentOutput => tensor with { Columns = Ceiling(tensor.Columns, attentionRanks) },
            TensorRole.Gate or TensorRole.Up or TensorRole.SharedGate or TensorRole.SharedUp => tensor with { Rows = Ceiling(tensor.Rows, ranks) },
            TensorRole.Down or TensorRole.SharedDown => tensor with { Columns = Ceiling(tensor.Columns, ranks) },
            TensorRole.ExpertGate or TensorRole.ExpertUp or TensorRole.ExpertDown => ExpertShare(tensor),
            _ => tensor,
        };

        /// <summary>Whole experts, or a slice of each, padded as the kernel for 4-bit blocks wants it.</summary>
        private TensorGroup ExpertShare(TensorGroup tensor)
        {
            var slices = key.Parallelism.WholeExperts ? 1 : expertRanks;
            var held = tensor with { Count = key.Parallelism.WholeExperts ? Ceiling(tensor.Count, expertRanks) : tensor.Count };
            var (inner, outer) = key.Padding switch
            {
                ExpertPadding.None => (1, 1),
                ExpertPadding.Triton => (256, 1),
                ExpertPadding.Marlin => (128, 256),
                _ => (256, 256),
            };
            return tensor.Role == TensorRole.ExpertDown
                ? held with { Rows = Pad(tensor.Rows, outer), Columns = Pad(Ceiling(tensor.Columns, slices), inner) }
                : held with { Rows = Pad(Ceiling(tensor.Rows, slices), inner), Columns = Pad(tensor.Columns, outer) };
        }

        /// <summary>The two halves of kv_b that vLLM keeps again at 16 bit, to multiply queries instead of the cache.</summary>
        private Bytes Absorbed(LatentAttention latent) =>
            Bytes.FromBytes((long)latent.Heads * (latent.PlainDim + latent.ValueHeadDim) * latent.LatentRank * HalfWidth / attentionRanks);

        private Bytes SizeOf(TensorGroup tensor) => TorchTensorSizing.SizeOf(key.Format, tensor, hasExperts) ?? Bytes.Zero;

        private static long Ceiling(long size, int parts) => (size + parts - 1) / parts;

        private static long Pad(long size, int unit) => (size + unit - 1) / unit * unit;
    }
}
