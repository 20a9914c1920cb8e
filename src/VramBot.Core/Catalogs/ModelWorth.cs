using System.Globalization;
using VramBot.Core.Estimation;

namespace VramBot.Core.Catalogs;

/// <summary>How much can be expected of a model by its size and its age, for want of test scores.</summary>
/// <remarks>
/// <para>Formula: <c>√(all weights · active weights) · 2^(years since 2020)</c>, in billions.</para>
/// <para>
/// The geometric mean is the usual rule of thumb for the dense model that a mixture of experts is as good as (Mistral AI, lecture in Stanford's CS25, 2024). That a model needs half the weights of one
/// as good from a year before is slower than what was found for open models, half in about 3.5 months (Xiao et al., Densing Law of LLMs, arXiv:2412.04315), which best scores drive.
/// </para>
/// </remarks>
public static class ModelWorth
{
    private const int FirstYear = 2020;
    private const int MonthsPerYear = 12;

    /// <summary>The worth; zero for a model whose shape or date is not known.</summary>
    public static double Of(ModelEntry model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Network is { } network && Years(model.Released) is { } years ? DenseBillions(ParameterCounts.Of(network)) * Math.Pow(2, years) : 0;
    }

    private static double DenseBillions(ParameterCounts counts) => Math.Sqrt(counts.All.TotalBillions * counts.Active.TotalBillions);

    private static double? Years(string? released) =>
        released?.Split('-') is [var year, var month, ..] && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y) && int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var m)
            ? y - FirstYear + ((m - 1) / (double)MonthsPerYear)
            : null;
}
