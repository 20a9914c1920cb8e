using System.Collections.Immutable;
using VramBot.Core.Models;

namespace VramBot.Core.Formats;

/// <summary>What llama-quantize looks at beside a tensor itself.</summary>
public sealed record GgufFacts
{
    /// <summary>The converter's layout.</summary>
    public required GgufArchitecture Architecture { get; init; }

    /// <summary>Layers in all.</summary>
    public required int Layers { get; init; }

    /// <summary>Layers that have an attention value tensor.</summary>
    public required int AttentionLayers { get; init; }

    /// <summary>Each layer's place among those that have an attention value tensor.</summary>
    public required ImmutableArray<int> AttentionOrdinal { get; init; }

    /// <summary>Query heads that share one key head.</summary>
    public required int GroupedQueryRatio { get; init; }

    /// <summary>Routed experts; zero in a dense model.</summary>
    public required int Experts { get; init; }

    /// <summary>Whether the head is the token embedding, which then takes the head's rule.</summary>
    public required bool TiedEmbeddings { get; init; }

    /// <summary>Whether it has the shape that llama-quantize calls 70B: 80 layers with grouped queries.</summary>
    public bool Is70B => Layers == 80 && GroupedQueryRatio > 1;

    /// <summary>Reads the facts off a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="architecture">The class name in config.json.</param>
    public static GgufFacts Of(Network network, string architecture)
    {
        var ordinal = ImmutableArray.CreateBuilder<int>(network.Layers.Length);
        var attention = 0;
        foreach (var layer in network.Layers)
            ordinal.Add(layer.Attention is null ? attention : attention++);
        var first = network.Layers.Select(layer => layer.Attention).OfType<GroupedQueryAttention>().FirstOrDefault();
        return new()
        {
            Architecture = GgufArchitecture.Of(architecture),
            Layers = network.Layers.Length,
            AttentionLayers = attention,
            AttentionOrdinal = ordinal.MoveToImmutable(),
            GroupedQueryRatio = first is null ? 1 : first.Heads / first.KeyValueHeads,
            Experts = network.Layers.Max(layer => layer.Experts?.Experts ?? 0),
            TiedEmbeddings = network.TiedEmbeddings,
        };
    }
}
