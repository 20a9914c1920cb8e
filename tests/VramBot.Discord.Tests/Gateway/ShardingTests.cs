using VramBot.Discord.Tests.Loopback;
using VramBot.Testing;

namespace VramBot.Discord.Tests.Gateway;

/// <summary>Several connections, and how fast they may be opened.</summary>
public sealed class ShardingTests : IAsyncLifetime
{
    private GatewayServer server = null!;
    private GatewayClient client = null!;

    public async ValueTask InitializeAsync()
    {
        server = await GatewayServer.StartAsync();
        client = new(server);
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task One_session_is_begun_in_five_seconds()
    {
        client.Options.Shards = "3";
        client.Start();
        var began = await BegunAsync(3);
        Assert.Equal(["[0,3]", "[1,3]", "[2,3]"], began.Select(begun => begun.Shard));
        Assert.All(began.Zip(began.Skip(1)), pair => Assert.InRange((pair.Second.At - pair.First.At).TotalSeconds, 5, 8));
        await TimePump.UntilAsync(() => client.Status is { IsReady: true, Ready: 3, Shards: 3 });
    }

    [Fact]
    public async Task As_many_as_discord_allows_are_begun_at_once_one_for_each_key()
    {
        client.Options.Shards = "4";
        client.Answer = () => new(server.Url, 1, new(1000, 999, 3_600_000, 2));
        client.Start();
        var began = await BegunAsync(4);
        Assert.Equal(["[0,4]", "[1,4]"], began.Take(2).Select(begun => begun.Shard).Order());
        Assert.Equal(["[2,4]", "[3,4]"], began.Skip(2).Select(begun => begun.Shard).Order());
        Assert.InRange((began[2].At - began[0].At).TotalSeconds, 5, 8);
    }

    [Fact]
    public async Task Auto_takes_the_number_that_discord_recommends()
    {
        client.Answer = () => new(server.Url, 2, new(1000, 999, 3_600_000, 16));
        client.Start();
        var began = await BegunAsync(2);
        Assert.Equal(["[0,2]", "[1,2]"], began.Select(begun => begun.Shard).Order());
    }

    [Fact]
    public async Task With_no_session_left_it_waits_until_there_are_some_again()
    {
        client.Answer = () => new(server.Url, 1, new(1000, 0, 120_000, 1));
        client.Start();
        await client.Time.PassAsync(TimeSpan.FromSeconds(119));
        Assert.False(server.HasPeer);
        Assert.Contains(client.Log.Lines, line => line.Contains("1000 sessions", StringComparison.Ordinal));
        await client.IdentifiedAsync(await client.AcceptAsync());
    }

    [Fact]
    public async Task Resumes_wait_for_no_turn()
    {
        client.Options.Shards = "2";
        client.Answer = () => new(server.Url, 2, new(1000, 2, 3_600_000, 2));
        client.Start();
        var began = await BegunAsync(2);
        await TimePump.UntilAsync(() => client.Status.Ready == 2);
        var started = client.Time.GetUtcNow();
        began[0].Peer.Drop();
        began[1].Peer.Drop();
        for (var shard = 0; shard < 2; shard++)
        {
            var peer = await client.AcceptAsync();
            await peer.HelloAsync();
            await peer.ExpectAsync(6);
        }

        Assert.InRange((client.Time.GetUtcNow() - started).TotalSeconds, 0, 4);
    }

    [Fact]
    public async Task What_stops_one_shard_stops_them_all()
    {
        client.Options.Shards = "2";
        client.Answer = () => new(server.Url, 2, new(1000, 999, 3_600_000, 2));
        client.Start();
        var began = await BegunAsync(2);
        await TimePump.UntilAsync(() => client.Status.Ready == 2);
        await began[0].Peer.CloseAsync(4011);
        Assert.Equal(1000, await began[1].Peer.Closed);
        Assert.Contains("Discord__Shards", client.Status.Fatal!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_has_one_shard_opens_that_one_alone()
    {
        client.Options.Shards = "3";
        client.Options.Shard = "2";
        client.Start();
        var began = await BegunAsync(1);
        Assert.Equal("[2,3]", began[0].Shard);
        await TimePump.UntilAsync(() => client.Status is { IsReady: true, Ready: 1, Shards: 1 });
        await client.Time.PassAsync(TimeSpan.FromSeconds(30));
        Assert.False(server.HasPeer);
    }

    private async Task<List<(string Shard, DateTimeOffset At, GatewayPeer Peer)>> BegunAsync(int count)
    {
        var began = new List<(string, DateTimeOffset, GatewayPeer)>();
        while (began.Count < count)
        {
            var peer = await client.AcceptAsync();
            await peer.HelloAsync();
            var identify = await peer.ExpectAsync(2);
            began.Add((identify.GetProperty("shard").GetRawText(), client.Time.GetUtcNow(), peer));
            await peer.ReadyAsync($"session-{began.Count}", server.ResumeUrl);
        }

        return began;
    }
}
