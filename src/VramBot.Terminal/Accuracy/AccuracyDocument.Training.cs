using System.Globalization;
using VramBot.Core.Estimation.Bands;
using VramBot.Core.Estimation.Training;

namespace VramBot.Terminal.Accuracy;

/// <summary>The tables of training runs.</summary>
internal sealed partial class AccuracyDocument
{
    private const double TooLow = 0.1;

    private static readonly TrainingCounter[] Counters = Enum.GetValues<TrainingCounter>();

    private static bool IsTraining(Residual residual) => residual.Counter is not null;

    private void WriteTraining()
    {
        var graded = residuals.Where(residual => IsTraining(residual) && residual.Outcome.IsGraded).ToList();
        if (graded.Count == 0)
            return;
        var heldOut = Coverage.HeldOut([.. residuals.Where(IsTraining)], reasons);
        Section(
            "Training: counters",
            "*Allocated* is what PyTorch's allocator gave out, *reserved* what it took from the driver, *card* what nvidia-smi or an unnamed counter showed. Each is held against its own estimate. *In band*\nis the share inside the 90 % band of that counter, *held out* the same by bands made without the case itself.",
            "| counter | confidence | cases | median | p90 | > 10 % too low | in band | held out |");
        foreach (var counter in Counters)
        {
            var counted = graded.Where(residual => residual.Counter == counter).ToList();
            CounterRow(counter, "high", [.. counted.Where(residual => residual.Outcome.Case.Confidence == "high")], heldOut);
            CounterRow(counter, "high and medium", counted, heldOut);
        }

        CounterRow(null, "high and medium", graded, heldOut);
        WriteTrainingByFramework(graded);
    }

    private void WriteTrainingByFramework(IReadOnlyList<Residual> graded)
    {
        Section(
            "Training: by framework and task",
            "Runs of high and medium confidence.",
            "| framework | task | counter | cases | median | p90 | > 10 % too low | in band | worst |");
        foreach (var group in graded.GroupBy(residual => (residual.Releases.Engine, residual.Outcome.Estimate!.Request.Training!.Task, residual.Counter)).OrderBy(group => group.Key.Engine.Kind).ThenBy(group => group.Key.Task).ThenBy(group => group.Key.Counter))
            if (ErrorRow.Of(group) is { } row)
                Line(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {group.Key.Engine.Label} | {TrainingTasks.Word(group.Key.Task)} | {Word(group.Key.Counter)} | {row.Cases} | {ErrorRow.Percent(row.Median)} | {ErrorRow.Percent(row.Ninth)} | {LowShare([.. group]):0 %} | {Coverage.Of(group, bands).Share:0 %} | {row.Worst.Outcome.Case.Id}: {ErrorRow.Signed(row.Worst.Error)} |"));
    }

    private void CounterRow(TrainingCounter? counter, string confidence, IReadOnlyList<Residual> some, IReadOnlyDictionary<Residual, bool> heldOut)
    {
        if (ErrorRow.Of(some) is not { } row)
            return;
        var held = some.Where(heldOut.ContainsKey).ToList();
        Line(string.Create(
            CultureInfo.InvariantCulture,
            $"| {Word(counter)} | {confidence} | {row.Cases} | {ErrorRow.Percent(row.Median)} | {ErrorRow.Percent(row.Ninth)} | {LowShare(some):0.0 %} | {Coverage.Of(some, bands).Share:0.0 %} | {held.Count(residual => heldOut[residual]) / (double)Math.Max(1, held.Count):0.0 %} |"));
    }

    private static double LowShare(IReadOnlyCollection<Residual> some) => some.Count(residual => residual.Error < -TooLow) / (double)some.Count;

    private static string Word(TrainingCounter? counter) => counter switch
    {
        TrainingCounter.Allocated => "allocated",
        TrainingCounter.Reserved => "reserved",
        TrainingCounter.Card => "card",
        _ => "all",
    };
}
