using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using VramBot.Testing;

namespace VramBot.Discord.Tests.Loopback;

/// <summary>A gateway that keeps sessions as Discord does: what it sends is numbered and kept, and sent again to whoever takes the session up.</summary>
internal sealed class GatewaySessions
{
    private readonly GatewayServer server;
    private readonly ConcurrentDictionary<string, Session> sessions = new(StringComparer.Ordinal);
    private int begun;

    public GatewaySessions(GatewayServer server)
    {
        this.server = server;
        server.OnPeer = ServeAsync;
    }

    /// <summary>How many sessions were begun.</summary>
    public int Begun => begun;

    /// <summary>How many times a session was taken up again.</summary>
    public int Resumed { get; private set; }

    /// <summary>How many sessions were ended from this side.</summary>
    public int Ended { get; private set; }

    /// <summary>The session that is up; none while there is no connection.</summary>
    public Session? Current { get; private set; }

    /// <summary>Whether heartbeats stay without an answer, on the present connection.</summary>
    public bool IsMute { get; set; }

    /// <summary>All interactions that Discord has not given up: those of a session that is still there, and of those that are gone whatever was sent before the last time it was taken up.</summary>
    public IEnumerable<string> Owed => sessions.Values.SelectMany(session => session.Owed);

    /// <summary>Sends an interaction, or keeps it for later.</summary>
    public Task DispatchAsync(Session session, string id) => session.SendAsync("INTERACTION_CREATE", $$"""{"id":"{{id}}","token":"t"}""", id);

    /// <summary>Ends a session.</summary>
    public async Task EndAsync(Session session, string frame)
    {
        Forget(session);
        await session.TrySendAsync(frame);
    }

    /// <summary>Ends a session with its connection.</summary>
    public Task EndAsync(Session session, int code)
    {
        Forget(session);
        return session.Peer?.CloseAsync(code) ?? Task.CompletedTask;
    }

    private void Forget(Session session)
    {
        session.IsGone = true;
        Ended++;
    }

    private async Task ServeAsync(GatewayPeer peer)
    {
        try
        {
            IsMute = false;
            await peer.HelloAsync(41_250);
            Session? session = null;
            await foreach (var frame in peer.Frames)
            {
                switch (frame.GetProperty("op").GetInt32())
                {
                    case 1 when !IsMute:
                        await peer.AckAsync();
                        break;
                    case 2:
                        foreach (var left in sessions.Values)
                            left.IsGone = true;
                        session = sessions[$"session-{Interlocked.Increment(ref begun)}"] = new() { Peer = peer };
                        await session.SendAsync("READY", $$"""{"session_id":"session-{{begun}}","resume_gateway_url":"{{server.ResumeUrl}}"}""");
                        Current = session;
                        break;
                    case 6:
                        session = await ResumeAsync(peer, frame.GetProperty("d"));
                        break;
                }
            }

            if (Current == session && session?.Peer == peer)
                Current = null;
        }
        catch (Exception exception) when (GatewayPeer.IsEnd(exception))
        {
            // The client, or a fault, has ended it.
        }
    }

    private async Task<Session?> ResumeAsync(GatewayPeer peer, JsonElement resume)
    {
        if (!sessions.TryGetValue(resume.GetProperty("session_id").GetString()!, out var session) || session.IsGone)
        {
            await peer.SendAsync("""{"op":9,"d":false}""");
            return null;
        }

        await session.ReplayAsync(peer, resume.GetProperty("seq").GetInt32());
        Resumed++;
        Current = session;
        return session;
    }

    /// <summary>One session.</summary>
    internal sealed class Session : IDisposable
    {
        private readonly SemaphoreSlim order = new(1, 1);
        private readonly List<(string? Interaction, string Frame)> sent = [];
        private int certain;

        public GatewayPeer? Peer { get; set; }

        public bool IsGone { get; set; }

        public void Dispose() => order.Dispose();

        public IEnumerable<string> Owed => sent.Take(IsGone ? certain : sent.Count).Select(entry => entry.Interaction).OfType<string>();

        /// <summary>Whether an interaction was sent in this session.</summary>
        public bool IsOwed(string interaction) => sent.Exists(entry => entry.Interaction == interaction);

        public async Task SendAsync(string name, string data, string? interaction = null)
        {
            await order.WaitAsync();
            var frame = $$"""{"op":0,"t":"{{name}}","s":{{sent.Count + 1}},"d":{{data}}}""";
            sent.Add((interaction, frame));
            await TrySendAsync(frame);
            order.Release();
        }

        public async Task ReplayAsync(GatewayPeer peer, int sequence)
        {
            await order.WaitAsync();
            Peer = peer;
            // The client has seen these: whatever becomes of the session, they must not be lost.
            certain = Math.Max(certain, sequence);
            foreach (var (_, frame) in sent.Skip(sequence).ToList())
                await TrySendAsync(frame);
            order.Release();
            await SendAsync("RESUMED", "{}");
        }

        // In fragments, as a proxy on the way may cut them.
        public async Task TrySendAsync(string frame)
        {
            try
            {
                if (Peer is { IsClosed: false } peer)
                    await peer.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, 40);
            }
            catch (Exception exception) when (GatewayPeer.IsEnd(exception))
            {
                // It is kept.
            }
        }
    }
}
