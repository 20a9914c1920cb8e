namespace VramBot.Commands.Replies;

/// <summary>A line of a list.</summary>
/// <param name="Mark">A verdict, or none.</param>
/// <param name="Text">The line.</param>
/// <param name="Command">A whole command line that the line stands for: a button where there are buttons.</param>
public sealed record ReplyLine(LineMark Mark, string Text, string? Command = null)
{
    /// <summary>What stands on its button; null where that is the whole line.</summary>
    public string? Label { get; init; }

    /// <summary>A line of two halves: <c>Q3_K_M with llama.cpp: 21.8 GiB</c>.</summary>
    /// <param name="mark">A verdict, or none.</param>
    /// <param name="label">What it is about, which stands on its button too.</param>
    /// <param name="facts">What there is to say about that.</param>
    /// <param name="command">The command line that it stands for.</param>
    public static ReplyLine About(LineMark mark, string label, string facts, string? command = null) => new(mark, $"{label}: {facts}", command) { Label = label };
}
