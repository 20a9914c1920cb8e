using System.Globalization;
using VramBot.Core.Formats;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies;

/// <summary>Words the loss of quality that was measured for a format.</summary>
internal static class FormatQuality
{
    /// <summary>What is less than this keeps two decimals, for "+0 %" says that nothing is lost.</summary>
    private const double LeastRounded = 0.1;

    /// <summary>The least loss that was measured, with the model that it was measured on: <c>perplexity +1.2 % on Llama-2-70B</c>; null when none was.</summary>
    public static string? Of(WeightFormat format) => Least(format) is { } least ? Tr($"perplexity {Loss(least)} on {least.Model}") : null;

    /// <summary>The least loss that was measured, or null.</summary>
    public static QualityMeasure? Least(WeightFormat format) => format.Quality.Where(measure => measure.PerplexityIncreasePercent is not null).MinBy(measure => measure.PerplexityIncreasePercent);

    /// <summary>A loss: <c>+1.2 %</c>.</summary>
    public static string Loss(QualityMeasure measure) => string.Create(CultureInfo.CurrentCulture, $"+{Math.Round(measure.PerplexityIncreasePercent ?? 0, measure.PerplexityIncreasePercent < LeastRounded ? 2 : 1)} %");

    /// <summary>Where the losses of formats side by side were measured; null where none of them was, or there is only one.</summary>
    public static string? Note(IEnumerable<WeightFormat> formats)
    {
        var known = formats.DistinctBy(format => format.Id).ToList();
        var measured = known.Select(format => (format.Label, Least: Least(format))).Where(format => format.Least is not null).GroupBy(format => format.Least!.Model).ToList();
        return known.Count < 2 || measured.Count == 0 ? null
            : Tr($"Loss is perplexity above 16 bit as measured: {string.Join("; ", measured.Select(group => Tr($"{string.Join(", ", group.Select(format => format.Label))} on {group.Key}")))}.");
    }
}
