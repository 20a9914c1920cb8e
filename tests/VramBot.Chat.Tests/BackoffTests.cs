using VramBot.Testing;

namespace VramBot.Chat.Tests;

public sealed class BackoffTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(10_000, 60)]
    public void It_doubles_up_to_its_limit(int failures, double seconds)
    {
        var backoff = Create(1);
        for (var failure = 0; failure < failures; failure++)
            backoff.Count();
        Assert.Equal(seconds, backoff.Delay().TotalSeconds);
    }

    [Fact]
    public void Chance_spreads_it_over_the_upper_half()
    {
        var backoff = Create(0);
        backoff.Count();
        Assert.Equal(0.5, backoff.Delay().TotalSeconds);
    }

    [Fact]
    public void It_begins_anew_after_a_success()
    {
        var backoff = Create(1);
        backoff.Count();
        backoff.Count();
        backoff.Reset();
        Assert.Equal(TimeSpan.Zero, backoff.Delay());
    }

    private static Backoff Create(double dice) => new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), new FixedDice(dice));
}
