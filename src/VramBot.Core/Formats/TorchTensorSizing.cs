using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Formats;

/// <summary>What a tensor takes in a safetensors checkpoint and in the engines built on PyTorch.</summary>
/// <remarks>
/// <para>
/// Formula for quantized linear weights: rows · columns · weightBits + rows · ⌈columns / group⌉ · groupBits + rows · rowBits, in bits;
/// everything else at the float width of the model.
/// </para>
/// <para>Source: the formats' own specifications, named at each entry of the catalog.</para>
/// </remarks>
public static class TorchTensorSizing
{
    private const int HalfWidth = 2;

    /// <summary>The size of a tensor group, or null when no rule gives it (GGUF mixes, calibrated formats).</summary>
    /// <param name="format">The format.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="hasExperts">Whether the model has routed experts.</param>
    public static Bytes? SizeOf(WeightFormat format, TensorGroup tensor, bool hasExperts) =>
        WithScales(format, tensor, hasExperts) is var (weights, scales) ? weights + scales : null;

    /// <summary>The same, the weights themselves and the tensors of scales beside them apart.</summary>
    /// <param name="format">The format.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="hasExperts">Whether the model has routed experts.</param>
    public static (Bytes Weights, Bytes Scales)? WithScales(WeightFormat format, TensorGroup tensor, bool hasExperts)
    {
        ArgumentNullException.ThrowIfNull(format);
        var ruled = ByRule(format, tensor, hasExperts);
        return format.Stored is { } stored && ruled is var (weights, scales) ? (stored.SizeOf(tensor, weights), stored.SizeOf(tensor, scales)) : ruled;
    }

    private static (Bytes Weights, Bytes Scales)? ByRule(WeightFormat format, TensorGroup tensor, bool hasExperts) => format switch
    {
        FloatFormat plain => (Bytes.FromBytes(tensor.Parameters.Count * plain.BytesPerWeight), Bytes.Zero),
        ScaledFormat scaled when IsQuantized(scaled, tensor.Role, hasExperts) => Quantized(scaled, tensor),
        ScaledFormat scaled when tensor.Role == TensorRole.OutputHead => (Bytes.FromBits((long)Math.Ceiling(tensor.Parameters.Count * scaled.HeadBits)), Bytes.Zero),
        ScaledFormat => (Bytes.FromBytes(tensor.Parameters.Count * HalfWidth), Bytes.Zero),
        _ => null,
    };

    /// <summary>Whether a format quantizes the tensors of a role.</summary>
    public static bool IsQuantized(ScaledFormat format, TensorRole role, bool hasExperts) => role switch
    {
        TensorRole.ExpertGate or TensorRole.ExpertUp or TensorRole.ExpertDown => true,
        TensorRole.Gate or TensorRole.Up or TensorRole.Down when format.Scope == QuantizedScope.FeedForward => true,
        TensorRole.Query or TensorRole.QueryUp or TensorRole.Key or TensorRole.Value or TensorRole.LatentDown or TensorRole.LatentKeyUp
            or TensorRole.LatentValueUp or TensorRole.AttentionGate or TensorRole.AttentionOutput or TensorRole.Indexer
            or TensorRole.RecurrentInput or TensorRole.RecurrentOutput or TensorRole.Gate or TensorRole.Up or TensorRole.Down
            or TensorRole.SharedGate or TensorRole.SharedUp or TensorRole.SharedDown or TensorRole.ExpertProjection =>
            format.Scope is not (QuantizedScope.RoutedExperts or QuantizedScope.FeedForward) || !hasExperts,
        TensorRole.TokenEmbedding or TensorRole.OutputHead => format.Scope == QuantizedScope.LinearAndEmbeddings,
        _ => false,
    };

    private static (Bytes Weights, Bytes Scales) Quantized(ScaledFormat format, TensorGroup tensor)
    {
        var rows = tensor.Rows * tensor.Count;
        var groups = format.GroupSize switch
        {
            0 => rows,
            var size when size > tensor.Columns => (double)tensor.Columns * rows / size,
            var size => (double)rows * ((tensor.Columns + size - 1) / size),
        };
        return (Bytes.FromBits((long)Math.Ceiling(tensor.Parameters.Count * format.WeightBits)),
            Bytes.FromBits((long)Math.Ceiling((groups * format.GroupBits) + (rows * format.RowBits))));
    }
}
