namespace VramBot.Commands.Grammar;

/// <summary>Joins a card and a number of cards that stand apart: <c>gpu:h100 gpus:8</c> is <c>gpu:8xh100</c>.</summary>
internal static class CardCount
{
    private const int LongestCount = 3;

    /// <summary>Takes the card that stands there already and gives both together, or null when the two do not go together.</summary>
    public static string? Joined(List<TypedOption> options, OptionDescription option, string value)
    {
        if (options.Find(known => known.Description == option) is not { } there || IsCount(there.Value) == IsCount(value) || there.Value.Length == 0 || value.Length == 0)
            return null;
        var (count, card) = IsCount(value) ? (value, there.Value) : (there.Value, value);
        if (HasCount(card))
            return null;
        options.Remove(there);
        return $"{count}x{card}";
    }

    private static bool IsCount(string text) => text.Length is > 0 and <= LongestCount && text.All(char.IsAsciiDigit);

    /// <summary>Whether a card is counted already: <c>2x3090</c>, <c>3090x2</c>.</summary>
    private static bool HasCount(string card)
    {
        var sign = card.IndexOfAny(['x', 'X', '×', '*']);
        return sign > 0 && sign < card.Length - 1 && (card[..sign].All(char.IsAsciiDigit) || card[(sign + 1)..].All(char.IsAsciiDigit));
    }
}
