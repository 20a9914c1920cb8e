using System.CommandLine;
using VramBot.Core;
using VramBot.Core.Catalogs;

namespace VramBot.Terminal.Accuracy;

/// <summary><c>accuracy FILES… [--json]</c>: estimates every measured case and prints the errors.</summary>
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
        var command = new Command("accuracy", "Estimate measured cases and print the error by component, engine and task") { files, json };
        command.SetAction(result => Run(catalog(), result.GetValue(files)!, result.GetValue(json), output, errors));
        return command;
    }

    private static int Run(Catalog catalog, IEnumerable<string> files, bool json, TextWriter output, TextWriter errors)
    {
        var cases = new List<MeasuredCase>();
        foreach (var file in files)
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
        if (json)
            outcomes.ForEach(outcome => output.WriteLine(AccuracyReport.Json(outcome)));
        else
            output.Write(AccuracyReport.Text(outcomes));
        return ExitCodes.Fine;
    }
}
