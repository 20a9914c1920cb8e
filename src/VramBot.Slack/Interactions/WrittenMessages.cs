using System.Collections.Concurrent;

namespace VramBot.Slack.Interactions;

/// <summary>
/// Remembers the messages that were written last, for people ask the same: an estimate takes half a millisecond, finding its message again nothing. There are two generations, a young one that takes what
/// is written and an old one that is still read; when the young one is full, or old enough, it takes the place of the old one.
/// </summary>
internal sealed class WrittenMessages(TimeProvider time)
{
    /// <summary>How much a generation holds, in bytes of messages: some seven hundred, of some twelve thousand bytes each.</summary>
    internal const int MostBytes = 8 << 20;

    /// <summary>How long a generation takes what is written. What is known may change while the bot runs; two such spans later, every message tells it.</summary>
    internal static readonly TimeSpan Span = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private volatile Generation young = new(time.GetTimestamp());
    private volatile Generation old = new(time.GetTimestamp());

    /// <summary>The message that was written for a line; null when there is none, or none any more.</summary>
    public byte[]? Find(string line, Placement place)
    {
        TurnWhenDue();
        return young.Messages.TryGetValue((line, place), out var message) || old.Messages.TryGetValue((line, place), out message) ? message : null;
    }

    /// <summary>Remembers a message.</summary>
    public void Add(string line, Placement place, byte[] message)
    {
        lock (gate)
        {
            if (young.Bytes + message.Length > MostBytes)
                Turn();
            if (young.Messages.TryAdd((line, place), message))
                young.Bytes += message.Length;
        }
    }

    private void TurnWhenDue()
    {
        if (time.GetElapsedTime(young.Since) < Span)
            return;
        lock (gate)
            if (time.GetElapsedTime(young.Since) >= Span)
                Turn();
    }

    /// <summary>After two spans without a question, nothing of what was written is left.</summary>
    private void Turn()
    {
        old = time.GetElapsedTime(young.Since) < Span + Span ? young : new(time.GetTimestamp());
        young = new(time.GetTimestamp());
    }

    private sealed class Generation(long since)
    {
        public long Since => since;

        public ConcurrentDictionary<(string Line, Placement Place), byte[]> Messages { get; } = new();

        public int Bytes { get; set; }
    }
}
