namespace VramBot.Commands.Replies;

/// <summary>A line of a list.</summary>
/// <param name="Mark">A verdict, or none.</param>
/// <param name="Text">The line.</param>
/// <param name="Command">A whole command line that the line stands for: a button where there are buttons.</param>
public sealed record ReplyLine(LineMark Mark, string Text, string? Command = null);
