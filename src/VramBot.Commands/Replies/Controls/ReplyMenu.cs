using System.Collections.Immutable;

namespace VramBot.Commands.Replies.Controls;

/// <summary>Lines of which one is chosen.</summary>
/// <param name="Placeholder">What it chooses, while nothing is chosen.</param>
/// <param name="Choices">The lines.</param>
public sealed record ReplyMenu(string Placeholder, ImmutableArray<ReplyChoice> Choices);
