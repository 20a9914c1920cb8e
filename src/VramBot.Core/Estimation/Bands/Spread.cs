namespace VramBot.Core.Estimation.Bands;

/// <summary>How measured sizes of one part lie around their estimates.</summary>
/// <remarks>
/// <para>Weights, caches, activations and buffers grow with the model, so their errors are shares: measured / estimated − 1.</para>
/// <para>Graphs, libraries and the driver's context do not, so theirs are GiB: measured − estimated.</para>
/// </remarks>
/// <param name="Low">The 5th percentile, widened for the number of cases behind it.</param>
/// <param name="Median">The middle.</param>
/// <param name="High">The 95th percentile, widened likewise.</param>
public readonly record struct Spread(double Low, double Median, double High)
{
    /// <summary>Whether errors of a part are GiB, not shares.</summary>
    public static bool IsOfGibibytes(PartKind part) => part is PartKind.Graphs or PartKind.NonTorch or PartKind.Context;

    /// <summary>The same, with more doubt.</summary>
    public Spread Widen(double times) => new(Median - (times * (Median - Low)), Median, Median + (times * (High - Median)));

    /// <summary>The same middle, with ends at least as far from it as those of another spread from its own.</summary>
    public Spread AtLeast(Spread floor) =>
        new(Math.Min(Low, Median + floor.Low - floor.Median), Median, Math.Max(High, Median + floor.High - floor.Median));
}
