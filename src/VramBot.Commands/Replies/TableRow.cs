using System.Collections.Immutable;

namespace VramBot.Commands.Replies;

/// <summary>A line of a table: one of the things that are compared.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Cells">Its figures, as many as the table has columns; a dash where there is none.</param>
public sealed record TableRow(string Label, ImmutableArray<string> Cells)
{
    /// <summary>Whether it is the one to take.</summary>
    public bool IsBest { get; init; }

    /// <summary>A whole command line that the row stands for: a button where there are buttons.</summary>
    public string? Command { get; init; }
}
