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

        /// <summary>Makes a layer's tensors, merged ones as one.</summary>
        public void AddLayer(TorchSegments segments, IReadOnlyList<TensorGroup> tensors, Layer layer)
        {
            foreach (var group in tensors.GroupBy(tensor => MergeOf(tensor.Role)))
            {
                if (group.Key is null)
                    foreach (var tensor in group)
                        AddEach(segments, Share(tensor, layer));
                else
                    Add(segments, group.Select(tensor => SizeOf(Share(tensor, layer))));
            }
        }

        /// <summary>Makes what lies outside the layers.</summary>
        public void AddOutside(TorchSegments segments, TensorGroup tensor)
        {
            if (tensor.Role == TensorRole.Tower)
                segments.AddPlain(SizeOf(tensor with { Rows = Ceiling(tensor.Rows - WholeOfTower, ranks) + WholeOfTower }).Weights);
            else if (tensor.Role is TensorRole.TokenEmbedding or TensorRole.OutputHead)
                Add(segments, [SizeOf(tensor with { Rows = Ceiling(Pad(tensor.Rows, VocabularyPadding), tensor.Role == TensorRole.TokenEmbedding ? EmbeddingRanks : ranks) })]);
            else
                AddEach(segments, tensor);
        }

        /// <summary>Makes the two halves of kv_b that are kept again at 16 bit, to multiply queries instead of the cache.</summary>
        public void AddAbsorbed(TorchSegments segments, LatentAttention latent)
        {
            foreach (var dim in new[] { latent.ValueHeadDim, latent.PlainDim })
                segments.Add(Bytes.FromBytes((long)latent.Heads * dim * latent.LatentRank * HalfWidth / attentionRanks));
        }

        private long WholeOfTower => network.Tower?.Whole.Count ?? 0;

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
            var slices = key.WholeExperts ? 1 : expertRanks;
            var held = tensor with { Count = key.WholeExperts ? Ceiling(tensor.Count, expertRanks) : tensor.Count };
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

        private (Bytes Weights, Bytes Scales) SizeOf(TensorGroup tensor) =>
            TorchTensorSizing.WithScales(key.Format, tensor, hasExperts) ?? throw new InvalidOperationException(key.Format.Id);

        private static void Add(TorchSegments segments, IEnumerable<(Bytes Weights, Bytes Scales)> merged)
        {
            var (weights, scales) = merged.Aggregate((total, size) => (total.Weights + size.Weights, total.Scales + size.Scales));
            segments.Add(weights);
            segments.Add(scales);
        }

        private void AddEach(TorchSegments segments, TensorGroup tensor)
        {
            var each = SizeOf(tensor with { Count = 1 });
            for (var index = 0; index < tensor.Count; index++)
                Add(segments, [each]);
        }

        private static long Ceiling(long size, int parts) => (size + parts - 1) / parts;

        private static long Pad(long size, int unit) => (size + unit - 1) / unit * unit;
    }
}
