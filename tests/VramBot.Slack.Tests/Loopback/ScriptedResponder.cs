using System.Collections.Concurrent;
using System.Text;
using VramBot.Slack.Interactions;

namespace VramBot.Slack.Tests.Loopback;

/// <summary>A handler that does what a test says, and keeps what it was given.</summary>
internal sealed class ScriptedResponder : ISlackResponder
{
    public ConcurrentQueue<SlackPayload> Taken { get; } = new();

    /// <summary>What it answers.</summary>
    public Func<SlackPayload, Task<string>> Answer { get; set; } = _ => Task.FromResult("""{"text":"42 GiB"}""");

    public async Task<ReadOnlyMemory<byte>> RespondAsync(SlackPayload payload, CancellationToken cancellationToken)
    {
        Taken.Enqueue(payload);
        return Encoding.UTF8.GetBytes(await Answer(payload));
    }
}
