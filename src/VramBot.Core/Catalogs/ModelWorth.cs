using System.Globalization;
using VramBot.Core.Estimation;
using VramBot.Core.Units;

namespace VramBot.Core.Catalogs;

/// <summary>How much can be expected of a model by its size and its age, for want of test scores.</summary>
/// <remarks>
/// <para>Formula: <c>√(all weights · active weights) · 2^(months since 2020 / 7)</c>, in billions.</para>
/// <para>
/// The geometric mean is the usual rule of thumb for the dense model that a mixture of experts is as good as (Mistral AI, lecture in Stanford's CS25, 2024). The best open models were found to need
/// half the weights after 3.5 months (Xiao et al., Densing Law of LLMs, arXiv:2412.04315); twice that is a guess for the many that trail them.
/// </para>
/// <para>A model that somebody else trained further is as old as the weights that it was made from.</para>
/// </remarks>
public static class ModelWorth
{
    private const int FirstYear = 2020;
    private const int MonthsPerYear = 12;
    private const double MonthsToHalve = 7;

    /// <summary>The worth; zero for a model whose shape or date is not known.</summary>
    public static double Of(ModelEntry model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Network is { } network && Months(model.Pretrained ?? model.Released) is { } months ? DenseBillions(ParameterCounts.Of(network)) * Math.Pow(2, months / MonthsToHalve) : 0;
    }

    /// <summary>All weights; zero for a model whose shape is not known.</summary>
    public static ParameterCount All(ModelEntry model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Network is { } network ? ParameterCounts.Of(network).All : default;
    }

    /// <summary>Weights that work on each token; zero for a model whose shape is not known.</summary>
    public static ParameterCount Active(ModelEntry model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Network is { } network ? ParameterCounts.Of(network).Active : default;
    }

    private static double DenseBillions(ParameterCounts counts) => Math.Sqrt(counts.All.TotalBillions * counts.Active.TotalBillions);

    private static int? Months(string? released) =>
        released?.Split('-') is [var year, var month, ..] && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y) && int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var m)
            ? ((y - FirstYear) * MonthsPerYear) + m - 1
            : null;
}
