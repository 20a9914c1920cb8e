using VramBot.Commands.Handlers;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies.Training;

/// <summary>Words suggestions for a run: what to change, what it then takes, what that costs.</summary>
internal static class TrainingAdvice
{
    /// <summary>The section, or null when there is nothing to say.</summary>
    public static ReplySection.Lines? Of(VramAnswer answer)
    {
        if (answer.Suggestions.Length == 0)
            return null;
        var alone = answer.Suggestions.FirstOrDefault(suggestion => suggestion is { Fit: not null, Kind: not SuggestionKind.MoreGpus })?.Fit;
        var aim = alone is null ? null : answer.Own ?? alone;
        var heading = answer.Own?.Verdict == FitVerdict.Fits ? Tr("There is room for")
            : answer.Suggestions.All(suggestion => suggestion.Fit is null) ? Tr("To make it smaller")
            : aim is null ? Tr("To train it on more cards")
            : aim.Count == 1 ? Tr($"To train it on one {GpuNames.Of(aim.Gpu)}") : Tr($"To train it on {GpuNames.Of(aim.Rig)}");
        return new(heading, [.. AdviceLines.Of(answer).Select(advice => advice.Line)], IsNumbered: true);
    }

    /// <summary>One suggestion.</summary>
    public static ReplyLine LineOf(VramAnswer answer, Suggestion suggestion)
    {
        var command = SuggestionLine.Of(answer.Line, answer.Estimate.Request, suggestion).ToString();
        var changes = RunChanges.Of(answer.Estimate.Request, suggestion.Changed).ToList();
        var words = Sentence([.. Cards(answer.Estimate.Request, suggestion), .. changes.Select(change => change.Words)]);
        if (suggestion.Fit is not { } fit)
            return new(LineMark.None, Tr($"{words} saves {Figures.Gibibytes(suggestion.Saves)} GiB, which is not enough by itself"), command);
        var costs = changes.Select(change => change.Cost).Where(cost => cost.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var size = $"{Figures.Gibibytes(suggestion.Estimate.Total)} GiB";
        var total = fit.Count > 1 ? Tr($"{size} on each") : size;
        return ReplyLine.About(VramReply.MarkOf(fit.Verdict), words, $"{total}{(costs.Count == 0 ? string.Empty : $" ({string.Join("; ", costs)})")}", command);
    }

    /// <summary>The cards, where they are more than were asked about, and how they divide the run.</summary>
    private static IEnumerable<string> Cards(EstimateRequest asked, Suggestion suggestion)
    {
        if (suggestion is not { Fit: { } fit } || fit.Count == asked.Parallelism.Gpus)
            yield break;
        var cards = GpuNames.Of(fit.Gpu, fit.Count);
        yield return RunWords.ShardingOf(suggestion.Changed) is { } sharding ? Tr($"{cards} with {sharding}") : cards;
    }

    private static string Sentence(IReadOnlyList<string> words) =>
        Capital.Of(words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.SkipLast(1))}{Tr(" and ")}{words[^1]}");
}
