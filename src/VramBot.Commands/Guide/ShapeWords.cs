using VramBot.Core.Estimation;
using VramBot.Core.Models;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Guide;

/// <summary>Says what of a model's shape its memory follows.</summary>
internal static class ShapeWords
{
    /// <summary>Layers, widths and heads: <c>8B parameters, 32 layers of 4,096, 32 query heads over 8 of keys and values</c>.</summary>
    public static string Facts(Estimate estimate, Network network)
    {
        var size = Tr($"{estimate.Parameters} parameters, {network.Layers.Length} layers of {network.HiddenSize:#,0}");
        return Grouped(network) is { } attention ? Tr($"{size}, {attention.Heads} query heads over {attention.KeyValueHeads} of keys and values") : size;
    }

    /// <summary>What makes the cache small, or not.</summary>
    public static IEnumerable<string> OfCache(Network network)
    {
        if (network.Layers.Select(layer => layer.Attention).OfType<LatentAttention>().FirstOrDefault() is { } latent)
            yield return Tr($"Keys and values are kept as one row of {latent.LatentRank + latent.RotaryDim:#,0} numbers a token and layer, shared by all {latent.Heads} heads.");
        else if (Grouped(network) is { } attention)
        {
            yield return attention.KeyValueHeads == attention.Heads
                ? Tr($"Each of the {attention.Heads} query heads has keys and values of its own: the largest cache there is.")
                : Tr($"{attention.Heads} query heads share {attention.KeyValueHeads} of keys and values: {(double)attention.Heads / attention.KeyValueHeads:0.#} times less cache than with one each.");
        }

        var windows = network.Layers.Select(layer => layer.Attention?.Scope).Where(scope => scope is { Kind: AttentionReach.Sliding or AttentionReach.Chunked }).ToList();
        if (windows.Count > 0)
            yield return Tr($"{windows.Count} of {network.Layers.Length} layers look back {windows[0]!.Value.Window.Count:#,0} tokens only: their cache stops growing there.");
        var recurrent = network.Layers.Count(layer => layer.Recurrence is not null && layer.Attention is null);
        if (recurrent > 0)
            yield return Tr($"{recurrent} of {network.Layers.Length} layers keep a state of fixed size instead of a cache.");
    }

    /// <summary>What experts save, and what they do not; null without experts.</summary>
    public static string? OfExperts(Estimate estimate, Network network) => network.Layers.Any(layer => layer.Experts is not null)
        ? Tr($"All {estimate.Parameters} parameters are loaded, {estimate.ActiveParameters} work on a token: experts save arithmetic, not memory.")
        : null;

    private static GroupedQueryAttention? Grouped(Network network) => network.Layers.Select(layer => layer.Attention).OfType<GroupedQueryAttention>().FirstOrDefault();
}
