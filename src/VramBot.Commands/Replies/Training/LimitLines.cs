using VramBot.Core.Fitting;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies.Training;

/// <summary>Words the limits of a run on named cards: how far each of micro-batch, length and rank goes while the others stay.</summary>
internal static class LimitLines
{
    /// <summary><c>Fits up to: 3 samples at once, or 4,608 tokens, or rank 512</c>; null when no smaller run fits either.</summary>
    public static string? Of(TrainingLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        string?[] words =
        [
            limits.MicroBatch is { } samples ? Tr($"micro-batch {samples}") : null,
            limits.Length is { } tokens ? Tr($"{Figures.Tokens(tokens)} tokens") : null,
            limits.Rank is { } rank ? Tr($"rank {Figures.Number(rank)}") : null,
        ];
        var said = words.OfType<string>().ToList();
        return said.Count == 0 ? null : Tr($"Fits up to: {string.Join(Tr(", or "), said)}");
    }
}
