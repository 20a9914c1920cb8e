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
        private readonly int expertRanks = key.WholeExperts ? 1 : key.Parallelism.Tensor;
        private readonly bool hasExperts = network.Layers.Any(layer => layer.Experts is not null);

        public Bytes LayerSize(IReadOnlyList<TensorGroup> tensors, Layer layer)
        {
            var merged = tensors.GroupBy(tensor => MergeOf(tensor.Role));
            var sum = Bytes.Zero;
            foreach (var group in merged)
            {
                var size = group.Aggregate(Bytes.Zero, (total, tensor) => total + SizeOf(Share(Padded(tensor), layer)));
                sum += group.Key is { } ? Booked(size) : size;
            }

            return layer.Attention is LatentAttention latent ? sum + Absorbed(latent) : sum;
        }

        public Bytes OutsideSize(TensorGroup tensor)
        {
            var rows = (tensor.Rows + VocabularyPadding - 1) / VocabularyPadding * VocabularyPadding;
            return tensor.Role is TensorRole.TokenEmbedding or TensorRole.OutputHead
                ? Booked(SizeOf(tensor with { Rows = (rows + ranks - 1) / ranks }))
                : tensor.Role == TensorRole.Tower ? SizeOf(tensor) / ranks : SizeOf(tensor);
        }

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
            TensorRole.ExpertGate or TensorRole.ExpertUp or TensorRole.ExpertDown when key.WholeExperts => tensor with { Count = Ceiling(tensor.Count) },
            TensorRole.Key or TensorRole.Value when layer.Attention is GroupedQueryAttention attention =>
                tensor with { Rows = tensor.Rows / attention.KeyValueHeads * Math.Max(1, attention.KeyValueHeads / ranks) },
            TensorRole.Query when layer.Attention is LatentAttention { QueryRank: not null } => tensor,
            TensorRole.Query or TensorRole.QueryUp or TensorRole.AttentionGate or TensorRole.LatentKeyUp or TensorRole.LatentValueUp or TensorRole.Gate
                or TensorRole.Up or TensorRole.SharedGate or TensorRole.SharedUp or TensorRole.ExpertGate or TensorRole.ExpertUp
                or TensorRole.RecurrentInput or TensorRole.RecurrentState => tensor with { Rows = Ceiling(tensor.Rows) },
            TensorRole.AttentionOutput or TensorRole.Down or TensorRole.SharedDown or TensorRole.ExpertDown or TensorRole.RecurrentOutput =>
                tensor with { Columns = Ceiling(tensor.Columns) },
            _ => tensor,
        };

        /// <summary>The padding that a 4-bit block kernel adds to expert matrices, on the rank's share.</summary>
        private TensorGroup Padded(TensorGroup tensor)
        {
            if (key.Padding == ExpertPadding.None || tensor.Role is not (TensorRole.ExpertGate or TensorRole.ExpertUp or TensorRole.ExpertDown))
                return tensor;
            var inner = key.Padding == ExpertPadding.Marlin ? 128 : 256;
            var outer = key.Padding == ExpertPadding.Triton ? 1 : 256;
            return tensor.Role == TensorRole.ExpertDown
                ? tensor with { Rows = Pad(tensor.Rows, outer), Columns = expertRanks * Pad(Ceiling(tensor.Columns, expertRanks), inner) }
                : tensor with { Rows = expertRanks * Pad(Ceiling(tensor.Rows, expertRanks), inner), Columns = Pad(tensor.Columns, outer) };
        }

        /// <summary>The two halves of kv_b that vLLM keeps again at 16 bit, to multiply queries instead of the cache.</summary>
        private Bytes Absorbed(LatentAttention latent) =>
            Bytes.FromBytes((long)latent.Heads * (latent.PlainDim + latent.ValueHeadDim) * latent.LatentRank * HalfWidth / ranks);

        private Bytes SizeOf(TensorGroup tensor) => TorchTensorSizing.SizeOf(key.Format, tensor, hasExperts) ?? Bytes.Zero;

        private long Ceiling(long size) => Ceiling(size, ranks);

        private static long Ceiling(long size, int parts) => (size + parts - 1) / parts;

        private static long Pad(long size, int unit) => (size + unit - 1) / unit * unit;
    }
}
