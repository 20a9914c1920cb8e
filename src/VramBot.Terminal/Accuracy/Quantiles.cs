namespace VramBot.Terminal.Accuracy;

/// <summary>Percentiles of few values, and the doubt that fewness adds.</summary>
internal static class Quantiles
{
    private const double NormalNinetyFive = 1.6448536269514722;

    /// <summary>The value below which a share of all cases lies, judged by these: by straight lines between neighbours, never past the outermost.</summary>
    /// <remarks>
    /// <para>Formula: the place is <c>p · (n + ⅓) + ⅓</c>, counted from one: unbiased in the median whatever the distribution.</para>
    /// <para>Source: Hyndman and Fan, Sample quantiles in statistical packages, The American Statistician 50 (1996), definition 8.</para>
    /// </remarks>
    public static double Of(IReadOnlyList<double> sorted, double share)
    {
        const double Third = 1.0 / 3;
        var place = Math.Clamp((share * (sorted.Count + Third)) + Third - 1, 0, sorted.Count - 1);
        var below = (int)place;
        return sorted[below] + ((place - below) * (sorted[Math.Min(below + 1, sorted.Count - 1)] - sorted[below]));
    }

    /// <summary>How much further the 5th and 95th percentile of the next case may lie than those of the cases at hand.</summary>
    /// <remarks>
    /// <para>Formula: <c>t₀.₉₅(n − 1) · √(1 + 1/n) / z₀.₉₅</c>, the factor of a prediction interval; t by its expansion in 1/(n − 1).</para>
    /// <para>Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5.</para>
    /// </remarks>
    public static double DoubtOf(int cases)
    {
        const double Z = NormalNinetyFive;
        var freedom = Math.Max(1, cases - 1);
        var first = (Math.Pow(Z, 3) + Z) / 4;
        var second = ((5 * Math.Pow(Z, 5)) + (16 * Math.Pow(Z, 3)) + (3 * Z)) / 96;
        var student = Z + (first / freedom) + (second / freedom / freedom);
        return student * Math.Sqrt(1 + (1.0 / cases)) / Z;
    }
}
