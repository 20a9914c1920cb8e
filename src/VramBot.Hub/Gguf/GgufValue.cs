using System.Collections.Immutable;

namespace VramBot.Hub.Gguf;

/// <summary>A value of a GGUF file's metadata, as far as it is kept: numbers, short texts, short lists of numbers; of other lists only the length.</summary>
/// <param name="Number">A whole number or truth value (1, 0); null when it is none.</param>
/// <param name="Real">A number with a fraction; null when it is none.</param>
/// <param name="Text">A short text; null when it is none.</param>
/// <param name="Numbers">A short list of whole numbers or truth values; empty when it is none.</param>
/// <param name="Length">Entries of a list; zero when it is none.</param>
internal sealed record GgufValue(long? Number, double? Real, string? Text, ImmutableArray<long> Numbers, long Length)
{
    /// <summary>A value of which nothing is kept.</summary>
    public static GgufValue Skipped { get; } = new(null, null, null, [], 0);

    public static GgufValue OfNumber(long number) => Skipped with { Number = number };

    public static GgufValue OfReal(double number) => Skipped with { Real = number };

    public static GgufValue OfText(string text) => Skipped with { Text = text };
}
