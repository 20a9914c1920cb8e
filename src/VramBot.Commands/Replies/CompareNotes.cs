using System.Collections.Immutable;
using VramBot.Commands.Handlers;

namespace VramBot.Commands.Replies;

/// <summary>What has to be said beside a comparison: what could not be estimated, where losses were measured, how models were ordered, and each thing's own warnings.</summary>
internal static class CompareNotes
{
    private const int MostWarnings = 4;

    public static IEnumerable<string> Of(CompareAnswer answer)
    {
        foreach (var failed in answer.Items.Where(item => item.Problem is not null))
            yield return $"{failed.Label}: {failed.Problem!.Expected}";
        if (Losses(answer) is { } losses)
            yield return losses;
        if (answer is { Best: not null, Varied: var varied } && varied.Contains("model"))
            yield return "No test scores are known here: models are ordered by size and age. A mixture of experts counts as the geometric mean of all its weights and the active ones, and half the weights do as well a year later.";
        foreach (var warning in Warnings(answer).Take(MostWarnings))
            yield return warning;
    }

    /// <summary>Losses were measured on few models, not on the one that is asked about.</summary>
    private static string? Losses(CompareAnswer answer)
    {
        if (answer.Items.All(item => item.Own is null) || answer.Items.Any(item => item.Estimate?.Request.Training is not null))
            return null;
        var formats = answer.Items.Select(item => item.Estimate?.Request.Weights).OfType<Core.Formats.WeightFormat>().DistinctBy(format => format.Id).ToList();
        var measured = formats.Select(format => (format.Label, Least: FormatQuality.Least(format))).Where(format => format.Least is not null).GroupBy(format => format.Least!.Model).ToList();
        return formats.Count < 2 || measured.Count == 0 ? null
            : $"Loss is perplexity above 16 bit as measured: {string.Join("; ", measured.Select(group => $"{string.Join(", ", group.Select(format => format.Label))} on {group.Key}"))}.";
    }

    private static IEnumerable<string> Warnings(CompareAnswer answer)
    {
        var answered = answer.Items.Where(item => item.Answer is not null).ToImmutableArray();
        var notes = answered.SelectMany(item => ModelNotes.Of(item.Answer!).Distinct(StringComparer.Ordinal).Select(note => (item.Label, note))).GroupBy(said => said.note, StringComparer.Ordinal);
        return notes.Select(group => group.Count() == answered.Length || group.Key.Contains(group.First().Label, StringComparison.Ordinal) ? group.Key : $"{string.Join(", ", group.Select(said => said.Label))}: {group.Key}");
    }
}
