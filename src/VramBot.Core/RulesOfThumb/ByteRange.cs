using VramBot.Core.Units;

namespace VramBot.Core.RulesOfThumb;

/// <summary>From how much to how much a rule says.</summary>
/// <param name="Least">The lower end.</param>
/// <param name="Most">The upper end.</param>
public readonly record struct ByteRange(Bytes Least, Bytes Most)
{
    /// <summary>Half way between the ends.</summary>
    public Bytes Middle => (Least + Most).Scale(0.5);

    /// <summary>Shares of an amount.</summary>
    public static ByteRange Of(Bytes whole, double least, double most) => new(whole.Scale(least), whole.Scale(most));
}
