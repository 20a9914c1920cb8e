using System.Collections.Immutable;

namespace VramBot.Core.Estimation.LlamaCpp;

/// <summary>Where each GPU's run of layers ends, the head counting as the layer after the last.</summary>
/// <remarks>
/// <para>
/// By shares: a GPU takes the layers at positions under ⌈cumulated share · layers⌉. Source: ggml-org/llama.cpp, src/llama-model.cpp (load_tensors, --tensor-split).
/// </para>
/// <para>
/// By load: the least capacity that lets every GPU be filled in turn, from the last layer back, until the next one would not fit. Source: ollama/ollama,
/// llm/server.go (findBestFit, greedyFit).
/// </para>
/// </remarks>
internal sealed class LayerSplit : IEquatable<LayerSplit>
{
    private readonly ImmutableArray<int> ends;

    private LayerSplit(ImmutableArray<int> ends) => this.ends = ends;

    /// <summary>Runs in proportion to shares, which need not sum to one.</summary>
    public static LayerSplit ByShares(ImmutableArray<double> shares, int layers)
    {
        var (sum, cumulated) = (shares.Sum(), 0.0);
        var ends = ImmutableArray.CreateBuilder<int>(shares.Length);
        foreach (var share in shares)
            ends.Add((int)Math.Ceiling(((cumulated += share) / sum * layers) - 1e-9));
        return new(ends.MoveToImmutable());
    }

    /// <summary>Runs whose heaviest is as light as filling from the end allows.</summary>
    public static LayerSplit ByLoad(ReadOnlySpan<long> loads, int gpus)
    {
        var (low, high) = (0L, 1L);
        foreach (var load in loads)
            (low, high) = (Math.Max(low, load), high + load);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (Fill(loads, middle).Count <= gpus)
                high = middle;
            else
                low = middle + 1;
        }

        var ends = Fill(loads, low);
        while (ends.Count < gpus)
            ends.Insert(0, 0);
        return new([.. ends]);
    }

    /// <summary>The GPU of a layer at a position among those on GPUs.</summary>
    public int GpuOf(int position)
    {
        for (var gpu = 0; gpu < ends.Length; gpu++)
            if (position < ends[gpu])
                return gpu;
        return ends.Length - 1;
    }

    /// <inheritdoc/>
    public bool Equals(LayerSplit? other) => other is not null && ends.AsSpan().SequenceEqual(other.ends.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LayerSplit);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var end in ends)
            hash.Add(end);
        return hash.ToHashCode();
    }

    private static List<int> Fill(ReadOnlySpan<long> loads, long capacity)
    {
        var ends = new List<int> { loads.Length };
        var free = capacity;
        for (var layer = loads.Length - 1; layer >= 0; layer--)
        {
            if (loads[layer] > free)
            {
                ends.Insert(0, layer + 1);
                free = capacity;
            }

            free -= loads[layer];
        }

        return ends;
    }
}
