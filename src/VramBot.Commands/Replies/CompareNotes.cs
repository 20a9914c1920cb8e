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
        if (answer.Items.Any(item => item.Speed is not null))
            yield return SpeedLine.Meaning;
        if (answer is { Best: not null, Varied: var varied } && varied.Contains("model"))
            yield return WorthWords.Order;
        foreach (var warning in Warnings(answer).Take(MostWarnings))
            yield return warning;
    }

    /// <summary>Losses were measured on few models, not on the one that is asked about.</summary>
    private static string? Losses(CompareAnswer answer)
    {
        if (answer.Items.All(item => item.Own is null) || answer.Items.Any(item => item.Estimate?.Request.Training is not null))
            return null;
        return FormatQuality.Note(answer.Items.Select(item => item.Estimate?.Request.Weights).OfType<Core.Formats.WeightFormat>());
    }

    private static IEnumerable<string> Warnings(CompareAnswer answer)
    {
        var answered = answer.Items.Where(item => item.Answer is not null).ToImmutableArray();
        var notes = answered.SelectMany(item => ModelNotes.Of(item.Answer!).Distinct(StringComparer.Ordinal).Select(note => (item.Label, note))).GroupBy(said => said.note, StringComparer.Ordinal);
        return notes.Select(group => group.Count() == answered.Length || group.Key.Contains(group.First().Label, StringComparison.Ordinal) ? group.Key : $"{string.Join(", ", group.Select(said => said.Label))}: {group.Key}");
    }
}
