using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Bands;

namespace VramBot.Core.Tests.Estimation.Bands;

public sealed class BandTableTests
{
    private static readonly EstimateRequest Llama = Requests.Of("llama-3.1-8b", "bf16", 4096, KnownEngines.Vllm);

    // Cases of (vLLM 0.17, dense), (vLLM 0.17), (vLLM), (serving engines), (any engine): the first rung with six is taken, other engines' count twice.
    [Theory]
    [InlineData(6, 20, 30, 40, 50, 0.1)]
    [InlineData(5, 20, 30, 40, 50, 0.2)]
    [InlineData(5, 5, 30, 40, 50, 0.3)]
    [InlineData(0, 0, 0, 40, 50, 0.4)]
    [InlineData(0, 0, 0, 0, 50, 1.0)]
    [InlineData(0, 0, 0, 0, 0, 0.5)]
    public void The_narrowest_kind_with_enough_cases_gives_the_band(int dense, int releases, int engine, int family, int any, double high)
    {
        var table = new BandTable(
        [
            RowOf(PartKind.Weights, "vllm", "0.17 and later", "dense", dense, 0.1),
            RowOf(PartKind.Weights, "vllm", "0.17 and later", "any", releases, 0.2),
            RowOf(PartKind.Weights, "vllm", "any", "any", engine, 0.3),
            RowOf(PartKind.Weights, "serving engines", "any", "any", family, 0.4),
            RowOf(PartKind.Weights, "any", "any", "any", any, 0.5),
        ]);
        Assert.Equal(high, table.Of(Llama).Spreads[(int)PartKind.Weights].High);
    }

    [Fact]
    public void Fixed_overheads_are_told_apart_by_the_number_of_gpus()
    {
        var table = new BandTable(
        [
            RowOf(PartKind.Context, "vllm", "0.17 and later", "one GPU", 9, 0.1),
            RowOf(PartKind.Context, "vllm", "0.17 and later", "several GPUs", 9, 0.9),
        ]);
        Assert.Equal(0.1, table.Of(Llama).Spreads[(int)PartKind.Context].High);
        Assert.Equal(0.9, table.Of(Llama with { Parallelism = new(2, 1) }).Spreads[(int)PartKind.Context].High);
    }

    [Fact]
    public void Fixed_overheads_of_one_card_are_not_taken_for_known_on_all() =>
        Assert.Equal(0.24, new BandTable([RowOf(PartKind.Context, "vllm", "0.17 and later", "one GPU", 27, 0) with { Cards = 1 }]).Of(Llama).Spreads[(int)PartKind.Context].High);

    [Fact]
    public void Errors_of_another_task_are_not_an_estimates_errors() => Assert.Equal(
        new BandTable([]).Of(Llama).Spreads[0],
        new BandTable([RowOf(PartKind.Weights, "vllm", "0.17 and later", "dense", 50, 0.1) with { Task = "qlora" }]).Of(Llama).Spreads[0]);

    [Theory]
    [InlineData("Sum", 56, "56 measured runs of dense models (0.17 and later) · typically ±2 %")]
    [InlineData("SumBesideContext", 9, "9 measured runs of dense models (0.17 and later) · typically ±2 % beside the CUDA context")]
    [InlineData("Weights", 9, "9 measured runs of dense models (0.17 and later) · typically ±2 % in weights")]
    [InlineData("Sum", 5, "too few measured runs of vLLM: twice the band of all other engines")]
    public void The_basis_says_what_was_measured_and_how_well_it_went(string part, int cases, string words) =>
        Assert.Equal(words, new BandTable([RowOf(PartKind.Weights, "vllm", "0.17 and later", "dense", cases, 0.1) with { Part = part }]).Of(Llama).Basis.ToString());

    [Fact]
    public void Every_shipped_row_counts_its_cases_and_is_in_order() => Assert.All(BandTable.Measured.Rows.Values, row =>
    {
        Assert.True(row.Cases > 0, $"{row}");
        Assert.True(row.Low <= row.Median && row.Median <= row.High, $"{row}");
        Assert.True(row.Typical >= 0, $"{row}");
    });

    private static BandRow RowOf(PartKind part, string engine, string releases, string kind, int cases, double high) => new()
    {
        Engine = engine,
        Releases = releases,
        Task = BandKey.Inference,
        Kind = kind,
        Part = part.ToString(),
        Cases = cases,
        Cards = 3,
        Low = -high,
        Median = 0,
        High = high,
        Typical = 0.02,
    };
}
