using System.Globalization;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation.Bands;

/// <summary>What a band was read off, so that an answer can name it.</summary>
/// <param name="Runs">Measured runs that state several parts or the total; zero where there are none.</param>
/// <param name="Typical">The median error of those sums, as a share.</param>
/// <param name="What">What of a run that is the error of, where it is not of all, in English: <c> beside the CUDA context</c>.</param>
/// <param name="Of">Says what kind of runs, in the language that is spoken: <c>of MoE models (0.17 and later)</c>; or why there are none.</param>
public sealed record BandBasis(int Runs, double Typical, string What, Func<string> Of)
{
    /// <summary>Only the number of weights is known.</summary>
    public static BandBasis SizeOnly { get; } = None(() => Tr("a typical shape of that size"));

    /// <summary>The catalog lacks a part of the model.</summary>
    public static BandBasis Incomplete { get; } = None(() => Tr("not every part of the model has a source: the band of measured runs of such models"));

    /// <summary>In words: <c>56 measured runs (0.17 and later) · typically ±2 %</c>.</summary>
    public override string ToString()
    {
        var of = Of();
        return Runs == 0 ? of : Tr($"{Runs} measured runs{(of.Length > 0 ? " " : string.Empty)}{of} · typically ±{Percent} %{Tr(What)}");
    }

    /// <summary>No runs, and why.</summary>
    internal static BandBasis None(Func<string> why) => new(0, 0, string.Empty, why);

    /// <summary>No estimate is off by nothing, so the least that is said is 0.1 %.</summary>
    private string Percent => Math.Max(0.1, Typical * 100).ToString(Typical < 0.0995 ? "0.#" : "0", CultureInfo.CurrentCulture);
}
