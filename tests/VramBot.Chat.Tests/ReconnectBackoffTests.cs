using VramBot.Testing;

namespace VramBot.Chat.Tests;

public sealed class ReconnectBackoffTests
{
    /// <summary>Each row: how long the connections were up in seconds, below zero where they never were, and the wait after the last of them.</summary>
    [Theory]
    [InlineData(new double[] { 3600 }, 0.1)]
    [InlineData(new double[] { 1, 1, 1 }, 0.4)]
    [InlineData(new double[] { 1, 1, 10 }, 0.1)]
    [InlineData(new double[] { -1 }, 1)]
    [InlineData(new double[] { -1, -1, -1 }, 4)]
    [InlineData(new double[] { -1, -1, 1, -1 }, 1)]
    [InlineData(new double[] { 1, -1, 1 }, 0.2)]
    public void It_waits_by_how_long_connections_were_up(double[] lasted, double seconds)
    {
        var dice = new FixedDice(1);
        var backoff = new ReconnectBackoff(new(TimeSpan.FromSeconds(0.1), TimeSpan.FromMinutes(1), dice), new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), dice), TimeSpan.FromSeconds(10));
        var wait = TimeSpan.Zero;
        foreach (var up in lasted)
            wait = backoff.After(up < 0 ? null : TimeSpan.FromSeconds(up));
        Assert.Equal(seconds, wait.TotalSeconds, 6);
    }
}
