using Microsoft.Extensions.Hosting;
using VramBot.App.Serving;
using VramBot.Chat;
using VramBot.Testing;

namespace VramBot.App.Tests.Serving;

/// <summary>When a bot is to be sent requests: a connection that is gone for seconds takes nobody out.</summary>
public sealed class ReadinessTests
{
    public static TheoryData<string, bool, string> Cases() => new()
    {
        { "unused", true, "ready: " },
        { "never up", false, "not ready: Discord's gateway is not open yet\n" },
        { "up", true, "ready: " },
        { "lost 5", true, "ready: " },
        { "lost 90", true, "ready: " },
        { "lost 91", false, "not ready: Discord's gateway is closed\n" },
        { "fatal", false, "not ready: Discord's gateway stays closed\n" },
        { "going down", false, "not ready: going down\n" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_ready_as_long_as_it_will_be_again_soon(string state, bool isReady, string begins)
    {
        var life = new Life(state == "going down");
        var time = new FakeTime();
        var lost = state.StartsWith("lost", StringComparison.Ordinal) ? time.GetUtcNow() - TimeSpan.FromSeconds(int.Parse(state.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)) : (DateTimeOffset?)null;
        var gateway = new Connections(IsWanted: state != "unused", IsUp: state is "up" or "going down", WasUp: state is not "never up", lost, state == "fatal" ? "Set Discord__Token." : null);
        var (ready, page) = new Readiness(ShippedCatalogs.Catalog, [gateway], life, time).Ask();
        Assert.Equal(isReady, ready);
        Assert.StartsWith(begins, page, StringComparison.Ordinal);
    }

    private sealed record Connections(bool IsWanted, bool IsUp, bool WasUp, DateTimeOffset? DownSince, string? Fatal) : IPlatformConnections
    {
        public string Name => "Discord's gateway";

        public string Platform => "discord";

        public int Wanted => 2;

        public int Up => IsUp ? 2 : 1;
    }

    private sealed class Life(bool isGoingDown) : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => new(isGoingDown);

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
        }
    }
}
