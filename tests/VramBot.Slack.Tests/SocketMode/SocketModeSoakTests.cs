using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using VramBot.Slack.Tests.Loopback;
using VramBot.Testing;

namespace VramBot.Slack.Tests.SocketMode;

/// <summary>Half an hour with every fault there is, by chance but the same each time. What is not acknowledged is delivered again, as Slack does.</summary>
public sealed class SocketModeSoakTests
{
    private const int Commands = 600;

    [Fact(Timeout = 120_000)]
    public async Task Every_envelope_is_acknowledged_once_and_answered_once()
    {
        await using var server = await SlackServer.StartAsync();
        await using var client = new SlackClient(server);
        var chance = new Random(20);
        var live = new ConcurrentDictionary<SlackPeer, bool>();
        client.Options.Connections = 3;
        client.Responder.Answer = async payload =>
        {
            if (payload.Json.GetProperty("text").GetString()!.EndsWith('7'))
                await Task.Delay(5);
            return """{"text":"42 GiB"}""";
        };
        server.OnPeer = async peer =>
        {
            await peer.HelloAsync();
            live[peer] = true;
        };
        client.Start();

        var acknowledged = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var waiting = new List<Task>();
        for (var number = 0; number < Commands; number++)
        {
            waiting.Add(DeliverAsync($"{number}", client, live, acknowledged));
            if (chance.Next(8) == 0)
                await TryFaultAsync(chance.Next(9), server, await PeerAsync(client, live));
            client.Time.Advance(TimeSpan.FromSeconds(6 * chance.NextDouble()) * (number % 3 == 0 ? 1 : 0.05));
            if (number % 4 == 0)
                await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        await client.Time.PassAsync(Task.WhenAll(waiting));
        Assert.Equal(Commands, acknowledged.Count);
        Assert.All(acknowledged, pair => Assert.Equal(1, pair.Value));
        Assert.Equal(Commands, client.Responder.Taken.Select(payload => payload.Json.GetProperty("text").GetString()).Distinct().Count());
        Assert.Equal(Commands, client.Responder.Taken.Count);
        Assert.True(server.CountOf("apps.connections.open") > 20, $"{server.CountOf("apps.connections.open")} connections");
    }

    // Slack sends to any connection, and sends again what was not acknowledged.
    private static async Task DeliverAsync(string id, SlackClient client, ConcurrentDictionary<SlackPeer, bool> live, ConcurrentDictionary<string, int> acknowledged)
    {
        for (var attempt = 0; ; attempt++)
        {
            var peer = await PeerAsync(client, live);
            try
            {
                var acknowledging = await peer.CommandAsync(id, retry: attempt == 0 ? null : attempt);
                await acknowledging;
                acknowledged.AddOrUpdate(id, 1, (_, count) => count + 1);
                return;
            }
            catch (Exception exception) when (SlackPeer.IsEnd(exception) || exception is IOException)
            {
                live.TryRemove(peer, out _);
            }
        }
    }

    private static async Task<SlackPeer> PeerAsync(SlackClient client, ConcurrentDictionary<SlackPeer, bool> live)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < TimePump.Patience; await Task.Delay(1))
        {
            foreach (var peer in live.Keys)
                if (peer.IsClosed)
                    live.TryRemove(peer, out _);
            if (live.Keys.FirstOrDefault() is { } found)
                return found;
            client.Time.Advance(TimeSpan.FromMilliseconds(100));
        }

        throw new TimeoutException("There is no connection.");
    }

    private static async Task TryFaultAsync(int fault, SlackServer server, SlackPeer peer)
    {
        try
        {
            await (fault switch
            {
                0 => peer.DisconnectAsync("warning"),
                1 => peer.DisconnectAsync("refresh_requested"),
                2 => peer.CloseAsync(1001),
                3 => peer.SendAsync("""{"type":"slash_comm"""),
                4 => peer.SendAsync(new byte[3_000], WebSocketMessageType.Binary, 100),
                5 => peer.SendAsync("""{"type":"new","payload":{}}"""),
                _ => Task.CompletedTask,
            });
            if (fault == 6)
                peer.BeforeReading = () => Task.Delay(2);
            if (fault == 7)
                server.Refusals.Enqueue(503);
            if (fault >= 7)
                peer.Drop();
        }
        catch (Exception exception) when (SlackPeer.IsEnd(exception))
        {
            // The fault before this one was still at work.
        }
    }
}
