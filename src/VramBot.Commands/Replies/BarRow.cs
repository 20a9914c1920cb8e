namespace VramBot.Commands.Replies;

/// <summary>A size with its bar.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Gibibytes">How much.</param>
public sealed record BarRow(string Label, double Gibibytes)
{
    /// <summary>How much, as it is printed in the language that was spoken when the row was made.</summary>
    public string Size { get; } = Figures.Gibibytes(Gibibytes);
}
