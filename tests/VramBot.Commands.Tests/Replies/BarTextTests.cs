using VramBot.Commands.Replies;

namespace VramBot.Commands.Tests.Replies;

public sealed class BarTextTests
{
    [Fact]
    public void Bars_are_in_proportion_and_values_end_in_one_column()
    {
        var lines = BarText.Lines([new("Weights", 75), new("KV cache", 25)]).ToList();
        Assert.Equal("Weights      ██████████████▎       75.0", lines[0]);
        Assert.Equal("KV cache     ████▊                 25.0", lines[1]);
    }

    [Fact]
    public void No_line_is_wider_than_forty_columns() => Assert.All(
        BarText.Lines([new("CUDA context", 1234.5), new("Activations", 0.001)]), line => Assert.InRange(line.Length, 1, 40));

    [Fact]
    public void Nothing_at_all_is_drawn_without_a_crash() => Assert.Single(BarText.Lines([new("Weights", 0)]));
}
