using System.Globalization;
using VramBot.Core.Estimation.Bands;

namespace VramBot.Terminal.Accuracy;

/// <summary>The tables of figures.</summary>
internal sealed partial class AccuracyDocument
{
    private static readonly string[] Components =
        ["weights", "cache", "cache per token", "activations", "compute buffer", "CUDA graphs", "libraries", "CUDA context", "sum of stated parts", "allocated peak", "reserved peak", "total"];

    private static IEnumerable<IGrouping<string, Residual>> ByComponent(IEnumerable<Residual> some) =>
        some.GroupBy(residual => residual.Component).OrderBy(group => Array.IndexOf(Components, group.Key));

    private void WriteCoverage()
    {
        Section(
            "The band",
            "The share of figures in their 90 % bands: single parts, then sums of all that a case states or its total. *Held out*: by bands made without the case itself. Figures whose source leaves out\nwhat decides them, such as how tensors were split, are counted here but make no band.",
            "| engine | figures | in band | held out | sums | in band | held out |");
        var served = residuals.Where(residual => !IsTraining(residual)).ToList();
        var heldOut = Coverage.HeldOut(served, reasons);
        var held = served.Where(Coverage.Counts).ToList();
        Row("all", held);
        foreach (var engine in held.GroupBy(residual => residual.Releases.Engine).OrderBy(group => group.Key.Kind))
            Row(engine.Key.Label, [.. engine]);

        void Row(string name, IReadOnlyList<Residual> some) => Line($"| {name} | {Cells([.. some.Where(residual => !residual.IsSum)])} | {Cells([.. some.Where(residual => residual.IsSum)])} |");

        string Cells(IReadOnlyList<Residual> some) => some.Count == 0
            ? "0 | – | –"
            : string.Create(CultureInfo.InvariantCulture, $"{some.Count} | {Coverage.Of(some, bands).Share:0.0 %} | {some.Count(residual => heldOut[residual]) / (double)some.Count:0.0 %}");
    }

    private void WriteErrors()
    {
        Section(
            "Serving: errors by engine, component and architecture",
            "Runs of high and medium confidence. *Cache per token* is what a token takes in a serving engine's pool; the total of such an engine is its budget, so parts are summed instead.",
            "| engine | component | architecture | cases | median | p90 | p90, GiB | > 5 % too low | in band | worst |");
        var graded = residuals.Where(residual => residual is { IsImplied: false, Counter: null, Outcome: { IsGraded: true, IsDryRun: false } });
        foreach (var engine in graded.GroupBy(residual => residual.Releases).OrderBy(group => ReleaseRanges.All.IndexOf(group.Key)))
            foreach (var component in ByComponent(engine))
            {
                Row(engine.Key.ToString(), component.Key, "all", component);
                var kinds = component.GroupBy(residual => residual.Architecture).OrderBy(group => group.Key).ToList();
                if (kinds.Count > 1)
                    kinds.ForEach(kind => Row(engine.Key.ToString(), component.Key, ArchitectureKinds.Word(kind.Key), kind));
            }
    }

    private void Row(string engine, string component, string kind, IEnumerable<Residual> some)
    {
        if (ErrorRow.Of(some) is not { } row)
            return;
        var worst = row.Worst;
        var gibibytes = component == "cache per token" ? "–" : row.Gibibytes.ToString("0.00", CultureInfo.InvariantCulture);
        Line(string.Create(
            CultureInfo.InvariantCulture,
            $"| {engine} | {component} | {kind} | {row.Cases} | {ErrorRow.Percent(row.Median)} | {ErrorRow.Percent(row.Ninth)} | {gibibytes} | {row.TooLow:0 %} | {(some.Any(residual => residual.IsBudget) ? "–" : $"{Coverage.Of(some, bands).Share:0 %}")} | {worst.Outcome.Case.Id}: {ErrorRow.Signed(worst.Error)} |"));
    }

    private void WritePools()
    {
        Section(
            "Cache pools of serving engines",
            "A pool is what everything else leaves of the budget, so its error is the sum of theirs: as a share of the card, for a small pool can be off by many times itself.",
            "| engine | cases | median, of the card | p90, of the card | worst |");
        var pools = outcomes.Where(outcome => outcome.IsGraded).Select(PoolError.Of).OfType<PoolError>();
        foreach (var engine in pools.GroupBy(pool => ReleaseRanges.Of(pool.Outcome.Estimate!.Request.Engine)).OrderBy(group => ReleaseRanges.All.IndexOf(group.Key)))
        {
            var sorted = engine.Select(pool => Math.Abs(pool.Share)).Order().ToList();
            var worst = engine.MaxBy(pool => Math.Abs(pool.Share))!;
            Line($"| {engine.Key} | {sorted.Count} | {ErrorRow.Percent(AccuracyReport.Percentile(sorted, 0.5))} | {ErrorRow.Percent(AccuracyReport.Percentile(sorted, 0.9))} | {worst.Outcome.Case.Id}: {ErrorRow.Signed(worst.Share)} |");
        }
    }

    private void WriteDryRuns()
    {
        var dry = residuals.Where(residual => residual.Outcome.IsDryRun).ToList();
        if (dry.Count == 0)
            return;
        Section(
            "llama.cpp's own allocator",
            "Dry runs: llama.cpp asked what it would allocate, without a card. Exact for its buffers, silent about the driver's context and pools, so no band is made of them.",
            "| engine | component | architecture | cases | median | p95 | worst |");
        foreach (var component in ByComponent(dry))
            foreach (var kind in component.GroupBy(residual => residual.Architecture).OrderBy(group => group.Key))
                if (ErrorRow.Of(kind) is { } row)
                    Line($"| {DryRuns} | {component.Key} | {ArchitectureKinds.Word(kind.Key)} | {row.Cases} | {ErrorRow.Percent(row.Median)} | {ErrorRow.Percent(row.NinetyFifth)} | {row.Worst.Outcome.Case.Id}: {ErrorRow.Signed(row.Worst.Error)} |");
    }

    private void WriteLowConfidence()
    {
        var low = residuals.Where(residual => !residual.Outcome.IsGraded && !residual.IsImplied).ToList();
        if (low.Count == 0)
            return;
        Section("Low confidence", "Cases whose source leaves something open. They make no band and count for nothing above.", "| engine | component | cases | median | worst |");
        foreach (var engine in low.GroupBy(residual => residual.Releases).OrderBy(group => ReleaseRanges.All.IndexOf(group.Key)))
            foreach (var component in ByComponent(engine))
                if (ErrorRow.Of(component) is { } row)
                    Line($"| {engine.Key} | {component.Key} | {row.Cases} | {ErrorRow.Percent(row.Median)} | {row.Worst.Outcome.Case.Id}: {ErrorRow.Signed(row.Worst.Error)} |");
    }
}
