namespace VramBot.Core.Estimation.LlamaCpp.Graphs;

/// <summary>
/// Leaves out layers that repeat: after a few repetitions the allocator finds the same blocks free before each of them, so that more do not raise the peak.
/// </summary>
internal static class RepeatedLayers
{
    private const int LongestPattern = 8;

    /// <summary>Repetitions of a pattern that stay in front of what is left out.</summary>
    private const int Kept = 8;

    /// <summary>
    /// Repetitions are left out by so many: blocks that are given back in one layer are taken again in the next, or in the one or two after it, so that what is free before a layer comes round after one, two,
    /// three or four of them. Twelve is whole in each, and the last layers find what they would have found.
    /// </summary>
    private const int Cycle = 12;

    /// <summary>The layers with what repeats left out; the last ones always stay.</summary>
    public static List<int> Shortened(List<int> layers, Func<int, int, bool> isLike)
    {
        var kept = new List<int>(layers.Count);
        for (var place = 0; place < layers.Count; place++)
        {
            while (Pattern(layers, place, isLike) is { } length)
                place += Cycle * length;
            kept.Add(layers[place]);
        }

        return kept;
    }

    /// <summary>The length of a pattern that was repeated often enough before a place, and follows it for a cycle and twice more; null when there is none.</summary>
    private static int? Pattern(List<int> layers, int place, Func<int, int, bool> isLike)
    {
        for (var length = 1; length <= LongestPattern; length++)
        {
            if (place < Kept * length || place + ((Cycle + 2) * length) > layers.Count)
                continue;
            var repeats = true;
            for (var index = place - ((Kept - 1) * length); repeats && index < place + ((Cycle + 2) * length); index++)
                repeats = isLike(layers[index], layers[index - length]);
            if (repeats)
                return length;
        }

        return null;
    }
}
