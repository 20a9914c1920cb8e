using VramBot.Chat;

namespace VramBot.Slack.SocketMode;

/// <summary>Tells what is delivered a second time, and keeps the answers that went out on a connection that broke: those are given again.</summary>
internal sealed class DeliveredEnvelopes
{
    // Slack delivers again within minutes; at a hundred commands a second these are the last ones.
    private const int MostKeys = 20_000;
    private const int MostAnswers = 200;

    private readonly RecentKeys keys = new(MostKeys);
    private readonly Lock gate = new();
    private readonly Dictionary<string, ReadOnlyMemory<byte>> lost = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    /// <summary>Whether an envelope is here for the first time.</summary>
    /// <remarks>The payload's own name counts only where Slack says that it delivers again: then the envelope may have a new name.</remarks>
    public bool IsNew(SocketEnvelope envelope)
    {
        var isNew = envelope.Id is not { } id || keys.Add(id);
        if (envelope.PayloadKey is { } key)
            isNew &= keys.Add(key) || envelope.RetryAttempt == 0;
        return isNew;
    }

    /// <summary>An answer went out and probably did not arrive.</summary>
    public void Lose(SocketEnvelope envelope, ReadOnlyMemory<byte> answer)
    {
        if (answer.IsEmpty || KeyOf(envelope) is not { } key)
            return;
        lock (gate)
        {
            if (lost.TryAdd(key, answer))
                order.Enqueue(key);
            while (order.Count > MostAnswers)
                lost.Remove(order.Dequeue());
        }
    }

    /// <summary>The answer to an envelope that is delivered again because the first answer was lost; empty where it was not. It is given once.</summary>
    public ReadOnlyMemory<byte> Find(SocketEnvelope envelope)
    {
        if (KeyOf(envelope) is not { } key)
            return default;
        lock (gate)
            return lost.Remove(key, out var answer) ? answer : default;
    }

    private static string? KeyOf(SocketEnvelope envelope) => envelope.PayloadKey ?? envelope.Id;
}
