using System.CommandLine;
using VramBot.Terminal.Accuracy;
using VramBot.Testing;

namespace VramBot.Terminal.Tests.Accuracy;

public sealed class AccuracyCommandTests
{
    [Fact]
    public void The_report_names_components_and_worst_cases()
    {
        var (exit, output, _) = Run(Repository.PathOf("tests", "cases", "serving.jsonl"));
        Assert.Equal(0, exit);
        Assert.Contains("weights_gib", output, StringComparison.Ordinal);
        Assert.Contains("verdicts:", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_prediction_a_line_is_printed_in_the_order_of_the_cases()
    {
        var path = Repository.PathOf("tests", "cases", "mlx.jsonl");
        var lines = Run(path, "--json").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(MeasuredOutcomes.Of("mlx").Select(outcome => $"{{\"id\":\"{outcome.Case.Id}\","), lines.Select(line => line[..(line.IndexOf(',', StringComparison.Ordinal) + 1)]));
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var (exit, output, errors) = Run("nowhere.jsonl");
        Assert.Equal((2, string.Empty), (exit, output));
        Assert.Contains("nowhere.jsonl", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_line_is_named_with_its_number()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "{\"id\":\"a\",\"model\":\"b\"}\n{broken\n");
        var (exit, _, errors) = Run(path);
        File.Delete(path);
        Assert.Equal(2, exit);
        Assert.Contains("line 2", errors, StringComparison.Ordinal);
    }

    private static (int Exit, string Output, string Errors) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var root = new RootCommand { AccuracyCommand.Create(() => ShippedCatalogs.Catalog, output, errors) };
        return (root.Parse(["accuracy", .. arguments]).Invoke(), output.ToString(), errors.ToString());
    }
}
