using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace VramBot.Core.Models;

/// <summary>The tensors of a network without repetition: those outside the layers, and those of one layer of each kind, with how many such layers there are.</summary>
/// <remarks>Sums over a few dozen tensors instead of a thousand: what an estimate that is made hundreds of times in one answer needs.</remarks>
internal static class TensorKinds
{
    private static readonly ConditionalWeakTable<Network, Listed> Cache = [];

    /// <summary>The tensors outside the layers first, then each kind of layer; the layer's index is that of the first of its kind.</summary>
    public static ImmutableArray<(ImmutableArray<TensorGroup> Tensors, int Layers)> Of(Network network) => Cache.GetValue(network, static key => new(List(key))).Kinds;

    private static ImmutableArray<(ImmutableArray<TensorGroup> Tensors, int Layers)> List(Network network)
    {
        var byLayer = TensorInventory.Of(network).ToLookup(tensor => tensor.Layer);
        return
        [
            (Tensors: [.. byLayer[TensorGroup.OutsideLayers]], Layers: 1),
            .. LayerKinds.Of(network).Select(kind => (Tensors: byLayer[FirstOf(network, kind.Layer)].ToImmutableArray(), Layers: kind.Count)),
        ];
    }

    private static int FirstOf(Network network, Layer layer)
    {
        var index = 0;
        while (!ReferenceEquals(network.Layers[index], layer))
            index++;
        return index;
    }

    private sealed record Listed(ImmutableArray<(ImmutableArray<TensorGroup> Tensors, int Layers)> Kinds);
}
