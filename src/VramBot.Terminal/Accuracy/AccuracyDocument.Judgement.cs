using System.Globalization;
using VramBot.Core.Estimation.Bands;

namespace VramBot.Terminal.Accuracy;

/// <summary>Verdicts, misses and what is left out.</summary>
internal sealed partial class AccuracyDocument
{
    private const string Unexplained = "not explained yet";

    private void WriteVerdicts()
    {
        Section(
            "Verdicts",
            "Cases that say whether the set-up ran or died out of memory.",
            "| engine | died | of them called a run | ran | of them called dead |");
        var judged = outcomes.Where(outcome => outcome.IsGraded && outcome.VerdictIsRight() is not null);
        foreach (var engine in judged.GroupBy(outcome => ReleaseRanges.Of(outcome.Estimate!.Request.Engine)).OrderBy(group => ReleaseRanges.All.IndexOf(group.Key)))
        {
            var died = engine.Where(outcome => outcome.Case.MeasuredSwitch("fits") == false).ToList();
            var ran = engine.Where(outcome => outcome.Case.MeasuredSwitch("fits") == true).ToList();
            Line(string.Create(CultureInfo.InvariantCulture, $"| {engine.Key} | {died.Count} | {Wrong(died)} | {ran.Count} | {Wrong(ran)} |"));
        }

        static int Wrong(List<CaseOutcome> some) => some.Count(outcome => outcome.VerdictIsRight() == false);
    }

    private void WriteMisses()
    {
        Section(
            "Misses",
            "Parts off by more than 5 % and 0.1 GiB, what a training run reserves or the card shows by more than 15 %, caches of a token by more than 5 %, pools by more than 2.5 % of the card, and wrong verdicts; dry runs apart.",
            "| case | figure | estimated for measured | why |");
        foreach (var miss in outcomes.Where(outcome => outcome is { IsGraded: true, IsDryRun: false }).SelectMany(Misses.Of))
            Line($"| {miss.Id} | {miss.Component} | {miss.Figures} | {reasons.FirstOrDefault(reason => reason.Explains(miss.Id, miss.Component))?.Why ?? Unexplained} |");
    }

    private void WriteSkipped()
    {
        var skipped = outcomes.Where(outcome => outcome.Skipped is not null).ToList();
        if (skipped.Count == 0)
            return;
        Section("Not estimated", "Cases that no estimate is made for, and why.", "| why | cases |");
        foreach (var group in skipped.GroupBy(outcome => outcome.Skipped!).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal))
            Line(string.Create(CultureInfo.InvariantCulture, $"| {group.Key} | {group.Count()} |"));
    }
}
