namespace VramBot.Commands.Grammar;

/// <summary>An option as typed: its description, its value, and where it stands in the line.</summary>
/// <param name="Description">Which option.</param>
/// <param name="Value">The value without quotes.</param>
public sealed record TypedOption(OptionDescription Description, string Value);
