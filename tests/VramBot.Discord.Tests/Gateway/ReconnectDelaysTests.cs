using VramBot.Discord.Gateway;
using VramBot.Testing;

namespace VramBot.Discord.Tests.Gateway;

public sealed class ReconnectDelaysTests
{
    private static readonly ConnectionEnd Failed = ConnectionEnd.Dropped with { HasIdentified = true };

    [Fact]
    public void Sessions_that_never_last_stay_under_a_thousand_a_day()
    {
        var delays = new ReconnectDelays(new FixedDice(0));
        var day = TimeSpan.Zero;
        var sessions = 0;
        for (; day < TimeSpan.FromDays(1); sessions++)
            day += delays.After(Failed, identifies: true) + IdentifyGate.Window;
        Assert.InRange(sessions, 500, 950);
    }

    [Fact]
    public void A_session_that_fell_after_a_good_while_is_taken_up_almost_at_once()
    {
        var delays = new ReconnectDelays(new FixedDice(1));
        Assert.InRange(delays.After(ConnectionEnd.Dropped with { Lasted = TimeSpan.FromHours(1) }, identifies: false), TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void Sessions_that_fall_at_once_are_taken_up_ever_later()
    {
        var delays = new ReconnectDelays(new FixedDice(1));
        var wait = TimeSpan.Zero;
        for (var fall = 0; fall < 20; fall++)
            wait = delays.After(ConnectionEnd.Dropped with { Lasted = TimeSpan.FromSeconds(1) }, identifies: false);
        Assert.Equal(TimeSpan.FromMinutes(1), wait);
    }

    [Fact]
    public void A_wait_that_is_asked_for_is_kept() => Assert.Equal(
        TimeSpan.FromSeconds(30), new ReconnectDelays(new FixedDice(1)).After(ConnectionEnd.Invalid(TimeSpan.FromSeconds(30)), identifies: true));
}
