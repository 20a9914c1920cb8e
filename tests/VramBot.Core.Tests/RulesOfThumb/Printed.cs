using VramBot.Core.Units;

namespace VramBot.Core.Tests.RulesOfThumb;

/// <summary>Holds a formula against what a document prints.</summary>
internal static class Printed
{
    /// <summary>Gigabytes of 10^9 as they are printed with so many decimals.</summary>
    public static double Gigabytes(Bytes size, int decimals) => Math.Round(size.TotalGigabytes, decimals, MidpointRounding.AwayFromZero);

    /// <summary>The formula gives the printed digits.</summary>
    public static void Agrees(double printed, int decimals, Bytes formula) => Assert.Equal(printed, Gigabytes(formula, decimals));

    /// <summary>The document prints something else than its own formula gives: the formula stands.</summary>
    public static void Contradicts(double printed, double instead, int decimals, Bytes formula)
    {
        Assert.Equal(instead, Gigabytes(formula, decimals));
        Assert.NotEqual(printed, instead);
    }
}
