using System.Collections.Immutable;
using VramBot.Core.Units;

namespace VramBot.Hub;

/// <summary>Weights as the files list them, tensor by tensor, added up by part, layer and type.</summary>
public sealed record ExactWeights
{
    /// <summary>The sums.</summary>
    public required ImmutableArray<TensorSum> Sums { get; init; }

    /// <summary>Tensors in all.</summary>
    public int Tensors => Sums.Sum(sum => sum.Tensors);

    /// <summary>Bytes of all tensors.</summary>
    public Bytes Total => SizeOf(_ => true);

    /// <summary>Weights, where every tensor holds one an element; null where some are packed.</summary>
    public required ParameterCount? Parameters { get; init; }

    /// <summary>Bytes of one part.</summary>
    public Bytes Of(TensorPlace place) => SizeOf(sum => sum.Place == place);

    /// <summary>Bytes of all that is loaded to serve: everything but the next-token layers.</summary>
    public Bytes Loaded => SizeOf(sum => sum.Place != TensorPlace.NextToken);

    /// <summary>The types with their bytes, the largest first.</summary>
    public ImmutableArray<(string Type, Bytes Size)> Types =>
        [.. Sums.GroupBy(sum => sum.Type, StringComparer.Ordinal).Select(group => (group.Key, Bytes.FromBytes(group.Sum(sum => sum.Size.Count)))).OrderByDescending(type => type.Item2)];

    private Bytes SizeOf(Func<TensorSum, bool> counts) => Bytes.FromBytes(Sums.Where(counts).Sum(sum => sum.Size.Count));
}
