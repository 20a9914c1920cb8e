using System.Globalization;
using System.Text;
using VramBot.Core.Estimation.Bands;

namespace VramBot.Terminal.Accuracy;

/// <summary>Writes docs/ACCURACY.md: how far the estimates lie from the measured cases, and why where they lie far.</summary>
internal sealed partial class AccuracyDocument
{
    private const string DryRuns = "llama.cpp, dry runs";

    private readonly IReadOnlyList<CaseOutcome> outcomes;
    private readonly IReadOnlyList<MissReason> reasons;
    private readonly BandTable bands;
    private readonly IReadOnlyList<Residual> residuals;
    private readonly StringBuilder text = new();

    private AccuracyDocument(IReadOnlyList<CaseOutcome> outcomes, BandTable bands, IReadOnlyList<MissReason> reasons)
    {
        (this.outcomes, this.bands, this.reasons) = (outcomes, bands, reasons);
        residuals = [.. outcomes.SelectMany(Residuals.Of)];
    }

    /// <summary>The document.</summary>
    public static string Of(IReadOnlyList<CaseOutcome> outcomes, BandTable bands, IReadOnlyList<MissReason> reasons) =>
        new AccuracyDocument(outcomes, bands, reasons).Write();

    private string Write()
    {
        var graded = outcomes.Count(outcome => outcome.IsGraded);
        Line(string.Create(CultureInfo.InvariantCulture, $"""
            # How right the estimates are

            Every measured case of [tests/cases](../tests/cases/README.md), estimated by this version and held against what was printed or measured: {outcomes.Count} cases, {outcomes.Count(outcome => outcome.Skipped is null)}
            estimated, {graded} of high or medium confidence. This page is written by one command, which also writes the bands that answers carry; a test fails when an estimate
            moves and the page does not:

            ```bash
            dotnet run -c Release --project src/VramBot.App -- accuracy tests/cases/*.jsonl --markdown docs/ACCURACY.md --bands src/VramBot.Core/Estimation/Bands/bands.json
            ```

            An error is (estimated − measured) / measured; below zero the estimate is too low. Medians and percentiles are of errors without their sign. Cases of low
            confidence and llama.cpp's dry runs stand apart.
            """).ReplaceLineEndings("\n"));
        WriteCoverage();
        WriteErrors();
        WriteTraining();
        WritePools();
        WriteDryRuns();
        WriteVerdicts();
        WriteMisses();
        WriteLowConfidence();
        WriteSkipped();
        return text.ToString();
    }

    private void Section(string title, string words, string header)
    {
        Line($"\n## {title}\n\n{words}\n");
        Line(header);
        Line($"|{string.Concat(Enumerable.Repeat("---|", header.Count(letter => letter == '|') - 1))}");
    }

    private void Line(string line) => text.Append(line).Append('\n');
}
