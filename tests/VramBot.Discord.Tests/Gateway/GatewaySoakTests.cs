using System.Diagnostics;
using System.Net.WebSockets;
using VramBot.Discord.Tests.Loopback;

namespace VramBot.Discord.Tests.Gateway;

/// <summary>An hour with every fault there is, by chance but the same each time.</summary>
public sealed class GatewaySoakTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan WhileConnecting = TimeSpan.FromMilliseconds(500);

    [Fact(Timeout = 120_000)]
    public async Task No_interaction_is_lost_that_discord_would_send_again()
    {
        await using var server = await GatewayServer.StartAsync();
        var discord = new GatewaySessions(server);
        await using var client = new GatewayClient(server);
        var chance = new Random(20);
        client.Start();

        var dispatched = 0;
        for (var end = client.Time.GetUtcNow() + Hour; client.Time.GetUtcNow() < end;)
        {
            if (!await IsUpAsync(client, discord, dispatched) || discord.Current is not { } session)
            {
                client.Time.Advance(WhileConnecting);
                continue;
            }

            if (chance.Next(6) == 0)
                await TryFaultAsync(chance.Next(14), server, discord, session);
            for (var interaction = chance.Next(1, 4); interaction > 0; interaction--)
                await discord.DispatchAsync(session, $"{++dispatched}");
            client.Time.Advance(Step * chance.NextDouble());
        }

        while (!await IsUpAsync(client, discord, dispatched))
            client.Time.Advance(WhileConnecting);
        Assert.Empty(discord.Owed.Except(client.Interactions));
        Assert.True(dispatched > 1000, $"{dispatched} interactions");
        Assert.True(discord.Resumed > 40, $"{discord.Resumed} resumes");
        // No session is thrown away that Discord had not ended, but where its own address was closed; a machine that stands still for long may cost one or two.
        Assert.InRange(discord.Begun, 5, discord.Ended + server.Refused + 3);
    }

    private static async Task TryFaultAsync(int fault, GatewayServer server, GatewaySessions discord, GatewaySessions.Session session)
    {
        try
        {
            await FaultAsync(fault, server, discord, session);
        }
        catch (Exception exception) when (GatewayPeer.IsEnd(exception))
        {
            // The fault before this one was still at work.
        }
    }

    private static async Task FaultAsync(int fault, GatewayServer server, GatewaySessions discord, GatewaySessions.Session session)
    {
        var peer = session.Peer!;
        switch (fault)
        {
            case 0:
                await peer.CloseAsync(4000);
                break;
            case 1:
                await peer.CloseAsync(1001);
                break;
            case 2:
                await session.TrySendAsync("""{"op":7,"d":null}""");
                break;
            case 3:
                await session.TrySendAsync("""{"op":9,"d":true}""");
                break;
            case 4:
                await discord.EndAsync(session, """{"op":9,"d":false}""");
                break;
            case 5:
                await discord.EndAsync(session, 4009);
                break;
            case 6:
                discord.IsMute = true;
                break;
            case 7:
                await session.TrySendAsync("""{"op":1,"d":null}""");
                break;
            case 8:
                await session.TrySendAsync("""{"op":0,"s":""");
                break;
            case 9:
                await peer.SendAsync(new byte[3000], WebSocketMessageType.Binary, 100);
                break;
            case 10:
                await session.SendAsync("SOMETHING_NEW", $"\"{new string('x', 100_000)}\"");
                break;
            case 11:
                server.Refuse(500);
                peer.Drop();
                break;
            default:
                peer.Drop();
                break;
        }
    }

    // As long as real sockets are at work, made-up time hardly moves: a slow machine is no fault of the client's.
    private static async Task<bool> IsUpAsync(GatewayClient client, GatewaySessions discord, int last)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < TimeSpan.FromMilliseconds(3); await Task.Delay(1))
            if (client.Status.IsReady && discord.Current is { Peer.IsClosed: false, IsGone: false } session && (!session.IsOwed($"{last}") || client.Interactions.Contains($"{last}")))
                return true;
        return false;
    }
}
