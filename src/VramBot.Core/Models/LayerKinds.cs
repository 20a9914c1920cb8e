using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace VramBot.Core.Models;

/// <summary>The different layers of a network and how often each occurs: rules that look at layers need only look at kinds.</summary>
internal static class LayerKinds
{
    private static readonly ConditionalWeakTable<Network, Counted> Cache = [];

    /// <summary>The kinds of all layers, in the order in which they first appear.</summary>
    public static ImmutableArray<(Layer Layer, int Count)> Of(Network network) =>
        Cache.GetValue(network, static key => new(Count(key.Layers))).Kinds;

    /// <summary>The kinds of <paramref name="count"/> layers from <paramref name="first"/> on.</summary>
    public static ImmutableArray<(Layer Layer, int Count)> Of(Network network, int first, int count) =>
        count == network.Layers.Length ? Of(network) : Count(network.Layers.Skip(first).Take(count));

    private static ImmutableArray<(Layer Layer, int Count)> Count(IEnumerable<Layer> layers) =>
        [.. layers.GroupBy(layer => layer, ReferenceEqualityComparer.Instance).Select(group => ((Layer)group.Key!, group.Count()))];

    private sealed record Counted(ImmutableArray<(Layer Layer, int Count)> Kinds);
}
