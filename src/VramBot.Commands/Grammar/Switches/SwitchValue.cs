namespace VramBot.Commands.Grammar.Switches;

/// <summary>A switch's value understood.</summary>
/// <param name="Number">The number; zero when it is none.</param>
/// <param name="On">On or off; null for auto, or when it is neither.</param>
/// <param name="Text">As typed; empty when nothing was.</param>
internal readonly record struct SwitchValue(double Number, bool? On, string Text)
{
    /// <summary>The number, whole.</summary>
    public int Count => (int)Number;

    /// <summary>Reads a value of a shape, or null when it is none.</summary>
    public static SwitchValue? Read(EngineSwitch known, string? value)
    {
        var text = value ?? string.Empty;
        return known.Shape switch
        {
            _ when known.Choices.Contains(text, StringComparer.OrdinalIgnoreCase) => new(0, null, text.ToLowerInvariant()),
            SwitchShape.Anything => new(0, null, text),
            SwitchShape.Flag when Truth(text) is { } on => new(0, on, text),
            SwitchShape.OnOff when string.Equals(text, "auto", StringComparison.OrdinalIgnoreCase) => new(0, null, text),
            SwitchShape.OnOff when Truth(text) is { } on => new(0, on, text),
            SwitchShape.OptionalCount when text.Length == 0 => new(known.Most, true, text),
            SwitchShape.Count or SwitchShape.OptionalCount => Within(known, Numbers.Count(text), text),
            SwitchShape.Tokens => Within(known, Numbers.Tokens(text), text),
            SwitchShape.HumanTokens => Within(known, HumanTokens(text), text),
            SwitchShape.Share when Numbers.Fraction(text) is > 0 and <= 1 and var share => new(share, null, text),
            SwitchShape.Part when Numbers.Fraction(text) is >= 0 and <= 1 and var part => new(part, null, text),
            SwitchShape.Spelled when known.Spelling is { } spelling && spelling.Reads(text) => new(0, null, text),
            SwitchShape.CacheName when text.Length > 0 => new(0, null, text),
            _ => null,
        };
    }

    private static SwitchValue? Within(EngineSwitch known, long? number, string text) =>
        number is { } count && count >= known.Least && count <= known.Most ? new(count, null, text) : null;

    private static long? HumanTokens(string text) =>
        text.EndsWith('k') && Numbers.Fraction(text[..^1]) is { } thousands ? (long)(thousands * 1000) : Numbers.Tokens(text);

    private static bool? Truth(string text) => text.ToLowerInvariant() switch
    {
        "" or "true" or "1" or "on" or "yes" or "enabled" => true,
        "false" or "0" or "off" or "no" or "disabled" => false,
        _ => null,
    };
}
