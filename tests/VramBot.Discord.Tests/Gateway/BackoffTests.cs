using VramBot.Chat;
using VramBot.Discord.Gateway;
using VramBot.Discord.Tests.Loopback;

namespace VramBot.Discord.Tests.Gateway;

public sealed class BackoffTests
{
    private static readonly ConnectionEnd Failed = ConnectionEnd.Dropped with { HasIdentified = true };

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

    [Fact]
    public void Sessions_that_never_last_stay_under_a_thousand_a_day()
    {
        var delays = new ReconnectDelays(new GatewayDice(0));
        var day = TimeSpan.Zero;
        var sessions = 0;
        for (; day < TimeSpan.FromDays(1); sessions++)
            day += delays.After(Failed, identifies: true) + IdentifyGate.Window;
        Assert.InRange(sessions, 500, 950);
    }

    [Fact]
    public void A_session_that_fell_after_a_good_while_is_taken_up_almost_at_once()
    {
        var delays = new ReconnectDelays(new GatewayDice(1));
        Assert.InRange(delays.After(ConnectionEnd.Dropped with { Lasted = TimeSpan.FromHours(1) }, identifies: false), TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void Sessions_that_fall_at_once_are_taken_up_ever_later()
    {
        var delays = new ReconnectDelays(new GatewayDice(1));
        var wait = TimeSpan.Zero;
        for (var fall = 0; fall < 20; fall++)
            wait = delays.After(ConnectionEnd.Dropped with { Lasted = TimeSpan.FromSeconds(1) }, identifies: false);
        Assert.Equal(TimeSpan.FromMinutes(1), wait);
    }

    [Fact]
    public void A_wait_that_is_asked_for_is_kept() => Assert.Equal(
        TimeSpan.FromSeconds(30), new ReconnectDelays(new GatewayDice(1)).After(ConnectionEnd.Invalid(TimeSpan.FromSeconds(30)), identifies: true));

    private static Backoff Create(double dice) => new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), new GatewayDice(dice));
}
