using System.Globalization;
using System.Text.Json;
using VramBot.Core.Estimation.Bands;
using VramBot.Terminal.Accuracy;
using VramBot.Testing;

namespace VramBot.Terminal.Tests.Accuracy;

/// <summary>docs/ACCURACY.md and the bands of answers are those of the present estimates.</summary>
public sealed class AccuracyDocumentTests
{
    private const double TwoPoints = 0.02;

    private static readonly string Regenerate =
        "If the change is meant, write both again and commit them: dotnet run -c Release --project src/VramBot.App -- accuracy tests/cases/*.jsonl"
        + " --markdown docs/ACCURACY.md --bands src/VramBot.Core/Estimation/Bands/bands.json";

    private static readonly IReadOnlyList<MissReason> Reasons = MissReason.Beside(MeasuredOutcomes.Paths[0]);

    private static readonly Lazy<IReadOnlyList<CaseOutcome>> Outcomes = new(() => [.. MeasuredOutcomes.All]);

    private static readonly Lazy<string> Fresh = new(() => AccuracyDocument.Of(Outcomes.Value, BandTable.Measured, Reasons));

    [Fact]
    public void No_median_has_moved_by_more_than_two_points_since_the_document_was_written()
    {
        var committed = Medians(File.ReadAllText(Repository.PathOf("docs", "ACCURACY.md")));
        var fresh = Medians(Fresh.Value);
        Assert.NotEmpty(committed);
        var moved = fresh.Keys.Union(committed.Keys).Where(row => Math.Abs(fresh.GetValueOrDefault(row, 1) - committed.GetValueOrDefault(row, 1)) > TwoPoints)
            .Select(row => string.Create(CultureInfo.InvariantCulture, $"{row}: {(committed.TryGetValue(row, out var was) ? $"{was:P2}" : "no row")} → {(fresh.TryGetValue(row, out var now) ? $"{now:P2}" : "no row")}"));
        Assert.True(!moved.Any(), $"{string.Join('\n', moved)}\n{Regenerate}");
    }

    [Fact]
    public void The_bands_of_answers_are_those_of_the_present_errors()
    {
        var fresh = BandRows.Of(Outcomes.Value.SelectMany(Residuals.Of), Reasons).ToDictionary(row => (row.Key(), row.Part));
        var shipped = BandTable.Measured.Rows;
        var moved = fresh.Keys.Union(shipped.Keys).Where(key => !(fresh.GetValueOrDefault(key) is { } now && shipped.GetValueOrDefault(key) is { } was
            && Math.Abs(now.Low - was.Low) <= TwoPoints && Math.Abs(now.High - was.High) <= TwoPoints && now.Cases == was.Cases));
        Assert.True(!moved.Any(), $"{string.Join('\n', moved)}\n{Regenerate}");
    }

    // Bands of few figures hold all of them or leave out one in ten: only many figures can be held to 90 %.
    [Fact]
    public void Nine_in_ten_figures_of_an_engine_lie_in_their_bands()
    {
        var engines = Outcomes.Value.SelectMany(Residuals.Of).Where(residual => Coverage.Counts(residual) && residual.Counter is null).GroupBy(residual => residual.Releases.Engine).Where(group => group.Count() >= 20).ToList();
        Assert.NotEmpty(engines);
        Assert.InRange(Coverage.Of(Outcomes.Value.SelectMany(Residuals.Of), BandTable.Measured).Share, 0.87, 0.95);
        Assert.All(engines, engine =>
        {
            var share = Coverage.Of(engine, BandTable.Measured).Share;
            var most = engine.Count() >= 100 ? 0.95 : 1;
            Assert.True(share >= 0.87 && share <= most, $"{engine.Key.Label}: {share:P1} of {engine.Count()} figures. {Regenerate}");
        });
    }

    [Fact]
    public void Every_reason_is_about_cases_that_exist()
    {
        var ids = Outcomes.Value.Select(outcome => outcome.Case.Id).ToHashSet(StringComparer.Ordinal);
        Assert.All(Reasons, reason =>
        {
            Assert.NotEmpty(reason.Why);
            Assert.All(reason.Cases, id => Assert.True(id.EndsWith('*') ? ids.Any(known => known.StartsWith(id[..^1], StringComparison.Ordinal)) : ids.Contains(id), id));
        });
    }

    [Fact]
    public void A_written_band_is_read_back()
    {
        var rows = BandRows.Of(Outcomes.Value.SelectMany(Residuals.Of), Reasons);
        Assert.Equal(rows, JsonSerializer.Deserialize(BandFile.Text(rows), BandJson.Default.ImmutableArrayBandRow));
    }

    /// <summary>The medians of all tables with a column of architectures, by engine, component and architecture.</summary>
    private static Dictionary<string, double> Medians(string document)
    {
        var medians = new Dictionary<string, double>(StringComparer.Ordinal);
        var column = -1;
        foreach (var line in document.Split('\n'))
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (cells.Length < 6)
                column = -1;
            else if (cells[3] == "architecture")
                column = Array.IndexOf(cells, "median");
            else if (column > 0 && cells[column].EndsWith('%'))
                medians[$"{cells[1]}, {cells[2]}, {cells[3]}"] = double.Parse(cells[column].TrimEnd('%', ' '), CultureInfo.InvariantCulture) / 100;
        }

        return medians;
    }
}
