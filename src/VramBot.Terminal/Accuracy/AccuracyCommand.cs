using System.CommandLine;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Estimation.Bands;

namespace VramBot.Terminal.Accuracy;

/// <summary><c>accuracy FILES… [--json] [--markdown PATH] [--bands PATH]</c>: estimates every measured case and prints the errors, or writes them down.</summary>
public static class AccuracyCommand
{
    /// <summary>Makes the verb.</summary>
    /// <param name="catalog">Gives the catalog once the verb runs.</param>
    /// <param name="output">Where the report goes.</param>
    /// <param name="errors">Where problems go.</param>
    public static Command Create(Func<Catalog> catalog, TextWriter output, TextWriter errors)
    {
        var files = new Argument<string[]>("FILES") { Description = "Files of measured cases, one JSON object a line", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "One line a case: id, predicted, skipped" };
        var markdown = new Option<string>("--markdown") { Description = "Write the tables, the misses and their reasons to this file", HelpName = "PATH" };
        var bands = new Option<string>("--bands") { Description = "Write the bands that answers carry to this file, made of these cases", HelpName = "PATH" };
        var command = new Command("accuracy", "Estimate measured cases and print the error by component, engine and task") { files, json, markdown, bands };
        command.SetAction(result => Run(
            new(result.GetValue(files)!, result.GetValue(json), result.GetValue(markdown), result.GetValue(bands)), catalog(), output, errors));
        return command;
    }

    private static int Run(Asked asked, Catalog catalog, TextWriter output, TextWriter errors)
    {
        var cases = new List<MeasuredCase>();
        foreach (var file in asked.Files)
        {
            switch (CaseFile.Read(file))
            {
                case Result<IReadOnlyList<MeasuredCase>>.Ok(var read):
                    cases.AddRange(read);
                    break;
                case Result<IReadOnlyList<MeasuredCase>>.Rejected(var problems):
                    errors.WriteLine(problems[0].Expected);
                    return ExitCodes.Problem;
            }
        }

        var report = new AccuracyReport(catalog);
        var outcomes = cases.ConvertAll(report.Estimate);
        if (asked.Json)
            outcomes.ForEach(outcome => output.WriteLine(AccuracyReport.Json(outcome)));
        else if (asked.Markdown is null && asked.Bands is null)
            output.Write(AccuracyReport.Text(outcomes));
        else
            Write(asked, outcomes, output);
        return ExitCodes.Fine;
    }

    /// <summary>The bands first: the document tells how many figures lie in them.</summary>
    private static void Write(Asked asked, List<CaseOutcome> outcomes, TextWriter output)
    {
        var bands = BandTable.Measured;
        var reasons = MissReason.Beside(asked.Files[0]);
        if (asked.Bands is { } path)
        {
            var rows = BandRows.Of(outcomes.SelectMany(Residuals.Of), reasons);
            bands = new(rows);
            File.WriteAllText(path, BandFile.Text(rows));
            output.WriteLine($"{path}: {rows.Count} rows");
        }

        if (asked.Markdown is { } document)
        {
            File.WriteAllText(document, AccuracyDocument.Of(outcomes, bands, reasons));
            output.WriteLine($"{document}: {outcomes.Count} cases");
        }
    }

    private sealed record Asked(IReadOnlyList<string> Files, bool Json, string? Markdown, string? Bands);
}
