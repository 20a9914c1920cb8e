using VramBot.Core.Engines;

namespace VramBot.Commands.Grammar.Switches;

/// <summary>An engine's own switches, understood.</summary>
/// <param name="Text">The switches as typed.</param>
/// <param name="Settings">The engine's settings with them.</param>
public sealed record EngineFlags(string Text, EngineSettings Settings)
{
    /// <summary>Switches that take no GPU memory, by name.</summary>
    public string WithoutEffect { get; init; } = string.Empty;

    /// <summary>Switches that take a little which is not estimated, by name.</summary>
    public string Uncounted { get; init; } = string.Empty;

    /// <summary>What had to be taken for granted about them, as a sentence; empty when nothing.</summary>
    public string Assumption { get; init; } = string.Empty;
}
