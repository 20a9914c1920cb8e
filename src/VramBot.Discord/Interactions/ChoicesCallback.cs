using System.Collections.Immutable;

namespace VramBot.Discord.Interactions;

/// <summary>A first answer with the ways in which what is typed can go on.</summary>
/// <param name="Type">The kind.</param>
/// <param name="Data">The choices.</param>
internal sealed record ChoicesCallback(CallbackType Type, ChoiceList Data);

/// <summary>The ways in which what is typed can go on.</summary>
/// <param name="Choices">At most 25.</param>
internal sealed record ChoiceList(ImmutableArray<Choice> Choices);

/// <summary>A value to choose.</summary>
/// <param name="Name">What is shown, at most 100 characters.</param>
/// <param name="Value">What is sent, at most 100 characters.</param>
internal sealed record Choice(string Name, string Value);
