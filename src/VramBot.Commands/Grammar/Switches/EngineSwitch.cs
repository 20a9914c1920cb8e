using System.Collections.Immutable;
using VramBot.Core.Estimation.Adapters;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Grammar.Switches;

/// <summary>A switch of an engine's command line.</summary>
/// <param name="Names">Its spellings with their dashes, the usual one first.</param>
/// <param name="Target">What it sets.</param>
/// <param name="Shape">What stands behind it.</param>
internal sealed record EngineSwitch(string Names, SwitchTarget Target, SwitchShape Shape = SwitchShape.Anything)
{
    /// <summary>The smallest number.</summary>
    public long Least { get; init; } = 1;

    /// <summary>The largest number.</summary>
    public long Most { get; init; } = 1_000_000;

    /// <summary>Words that it takes, beside numbers where it takes those.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>The option of a line that says the same, or that it must agree with.</summary>
    public string? Says { get; init; }

    /// <summary>For <see cref="SwitchShape.Spelled"/>: whether a value can be read, and what to write.</summary>
    public (Func<string, bool> Reads, Func<string> Expected)? Spelling { get; init; }

    /// <summary>Whether all words up to the next switch are its value.</summary>
    public bool TakesRest { get; init; }

    /// <summary>The projections that it switches.</summary>
    public AdapterTargets Projections { get; init; }

    /// <summary>The usual spelling.</summary>
    public string Name => Names.Split(' ')[0];

    /// <summary>Whether a value may be missing.</summary>
    public bool StandsAlone => Shape is SwitchShape.Flag or SwitchShape.OnOff or SwitchShape.OptionalCount;

    /// <summary>Whether it moves memory that is estimated.</summary>
    public bool Sets => Target > SwitchTarget.Option;

    /// <summary>What to write behind it, in words.</summary>
    public string Expected => Shape switch
    {
        SwitchShape.Flag => Tr("it stands alone"),
        SwitchShape.OnOff => Tr("write on, off or auto"),
        SwitchShape.Share => Tr("write a share above 0 and up to 1, such as 0.9"),
        SwitchShape.Tokens or SwitchShape.HumanTokens => Tr($"write a number of tokens from {Least:#,0} to {Most:#,0}"),
        SwitchShape.Count or SwitchShape.OptionalCount when Choices.Length > 0 => Tr($"write a whole number from {Least:#,0} to {Most:#,0}, or {string.Join(", ", Choices)}"),
        SwitchShape.Count or SwitchShape.OptionalCount => Tr($"write a whole number from {Least:#,0} to {Most:#,0}"),
        SwitchShape.Word => Tr($"write {string.Join(", ", Choices)}"),
        SwitchShape.Part => Tr("write a number from 0 to 1, such as 0.05"),
        SwitchShape.Spelled when Spelling is { } spelling => spelling.Expected(),
        SwitchShape.CacheName => Tr("write a cache format such as fp8, q8_0 or f16"),
        _ => Tr("write a value"),
    };
}
