using System.Collections.Frozen;
using System.Collections.Immutable;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Formats;

/// <summary>What a checkpoint's own tensors take beside what the rule of their format says: layers that were left wide, mixes of types, whatever its files hold.</summary>
/// <remarks>
/// <para>Formula for a matrix: ruled bytes · (stored − vectors) / (ruled − vectors), each summed over the same part of the same layer; vectors by the rule. The sum over a part is what its files hold.</para>
/// <para>Files say which part and layer a tensor belongs to; how the bytes lie within a part matters only where ranks hold different shares of it.</para>
/// </remarks>
public sealed class StoredWeights
{
    private readonly FrozenDictionary<(int Layer, TensorRole Role), double> shares;

    private StoredWeights(FrozenDictionary<(int Layer, TensorRole Role), double> shares) => this.shares = shares;

    /// <summary>Holds what is stored against the rule.</summary>
    /// <param name="network">The shape.</param>
    /// <param name="rule">What the rule gives a tensor group; null where it gives nothing.</param>
    /// <param name="parts">What is stored. Parts that the shape has no tensors for are passed over.</param>
    public static StoredWeights Of(Network network, Func<TensorGroup, Bytes?> rule, IEnumerable<StoredPart> parts)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(parts);
        var layers = TensorInventory.Of(network).Where(tensor => tensor.Role != TensorRole.Extra).ToLookup(tensor => tensor.Layer);
        var shares = new Dictionary<(int Layer, TensorRole Role), double>();
        foreach (var part in parts)
            AddShares(shares, part, [.. layers[part.Layer].Where(tensor => part.Holds(tensor.Role)).Select(tensor => (tensor, (rule(tensor) ?? Bytes.Zero).Count))]);

        // Tensors that no rule lists are among those of the parts.
        shares[(TensorGroup.OutsideLayers, TensorRole.Extra)] = 0;
        return new(shares.ToFrozenDictionary());
    }

    /// <summary>What a tensor group, or a share of one, takes.</summary>
    /// <param name="tensor">The group.</param>
    /// <param name="ruled">What the rule gives it.</param>
    public Bytes SizeOf(TensorGroup tensor, Bytes ruled) =>
        shares.TryGetValue((tensor.Layer, tensor.Role), out var share) ? Bytes.FromBytes((long)Math.Round(ruled.Count * share)) : ruled;

    private static void AddShares(Dictionary<(int Layer, TensorRole Role), double> shares, StoredPart part, ImmutableArray<(TensorGroup Tensor, long Ruled)> tensors)
    {
        var vectors = tensors.Where(tensor => IsVector(tensor.Tensor)).Sum(tensor => tensor.Ruled);
        var matrices = tensors.Sum(tensor => tensor.Ruled) - vectors;
        var isAll = matrices == 0 || part.Size.Count <= vectors;
        var (stored, ruled) = isAll ? (part.Size.Count, matrices + vectors) : (part.Size.Count - vectors, matrices);
        if (ruled <= 0 || stored == ruled)
            return;
        foreach (var (tensor, _) in tensors)
            if (isAll || !IsVector(tensor))
                shares[(tensor.Layer, tensor.Role)] = (double)stored / ruled;
    }

    private static bool IsVector(TensorGroup tensor) =>
        tensor.Role is TensorRole.Norm or TensorRole.Bias or TensorRole.Router or TensorRole.RecurrentState or TensorRole.PositionEmbedding;
}
