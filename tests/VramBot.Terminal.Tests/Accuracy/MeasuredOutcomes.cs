using VramBot.Core;
using VramBot.Core.Engines;
using VramBot.Terminal.Accuracy;
using VramBot.Testing;

namespace VramBot.Terminal.Tests.Accuracy;

/// <summary>Every case of tests/cases with its estimate, made once for all tests.</summary>
internal static class MeasuredOutcomes
{
    private static readonly Lazy<IReadOnlyDictionary<string, IReadOnlyList<CaseOutcome>>> Files = new(Estimate);

    /// <summary>The files.</summary>
    public static IReadOnlyList<string> Paths { get; } = [.. Directory.GetFiles(Repository.PathOf("tests", "cases"), "*.jsonl").Order(StringComparer.Ordinal)];

    /// <summary>All cases.</summary>
    public static IEnumerable<CaseOutcome> All => Files.Value.Values.SelectMany(outcomes => outcomes);

    /// <summary>The runs whose sources state enough to hold them against an estimate, estimated: no dry runs, none of low confidence.</summary>
    public static IEnumerable<CaseOutcome> Runs => All.Where(outcome => outcome is { IsGraded: true, IsDryRun: false, Estimate.Request.Training: null });

    /// <summary>Training runs of high and medium confidence, estimated.</summary>
    public static IEnumerable<CaseOutcome> TrainingRuns => All.Where(outcome => outcome is { IsGraded: true, Estimate.Request.Training: not null });

    /// <summary>The cases of one file.</summary>
    public static IReadOnlyList<CaseOutcome> Of(string file) => Files.Value[file];

    /// <summary>The runs of some engines.</summary>
    public static IEnumerable<CaseOutcome> RunsOn(params EngineKind[] engines) => Runs.Where(outcome => engines.Contains(outcome.Estimate!.Request.Engine.Kind));

    /// <summary>The errors of one figure, as shares without their sign.</summary>
    public static IReadOnlyList<CaseError> Errors(IEnumerable<CaseOutcome> outcomes, string component) =>
        [.. outcomes.SelectMany(Residuals.Of).Where(residual => residual.Component == component).Select(residual => new CaseError(residual.Outcome.Case.Id, Math.Abs(residual.Error)))];

    private static Dictionary<string, IReadOnlyList<CaseOutcome>> Estimate()
    {
        var report = new AccuracyReport(ShippedCatalogs.Catalog);
        return Paths.ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => (IReadOnlyList<CaseOutcome>)[.. Cases(path).Select(report.Estimate)], StringComparer.Ordinal);
    }

    private static IReadOnlyList<MeasuredCase> Cases(string path) => ((Result<IReadOnlyList<MeasuredCase>>.Ok)CaseFile.Read(path)).Value;
}
