using System.Collections.Concurrent;

namespace VramBot.Chat;

/// <summary>
/// Remembers the answers that were written last, as they are sent, for people ask the same: an estimate takes half a millisecond, finding its answer again nothing. There are two generations, a young one
/// that takes what is written and an old one that is still read; when the young one is full, or old enough, it takes the place of the old one.
/// </summary>
/// <typeparam name="TKey">All that an answer depends on: the line, the language, where it goes.</typeparam>
/// <param name="time">The clock.</param>
/// <param name="mostBytes">How much a generation holds, in bytes of answers.</param>
public sealed class RecentAnswers<TKey>(TimeProvider time, int mostBytes)
    where TKey : notnull
{
    private readonly Lock gate = new();
    private volatile Generation young = new(time.GetTimestamp());
    private volatile Generation old = new(time.GetTimestamp());

    /// <summary>How long a generation takes what is written. What is known may change while the bot runs; two such spans later, every answer tells it.</summary>
    public static TimeSpan Span { get; } = TimeSpan.FromMinutes(10);

    /// <summary>The answer that was written for a key; null when there is none, or none any more.</summary>
    public byte[]? Find(TKey key)
    {
        TurnWhenDue();
        return young.Answers.TryGetValue(key, out var answer) || old.Answers.TryGetValue(key, out answer) ? answer : null;
    }

    /// <summary>Remembers an answer.</summary>
    public void Keep(TKey key, byte[] answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        lock (gate)
        {
            if (young.Bytes + answer.Length > mostBytes)
                Turn();
            if (young.Answers.TryAdd(key, answer))
                young.Bytes += answer.Length;
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

        public ConcurrentDictionary<TKey, byte[]> Answers { get; } = new();

        public int Bytes { get; set; }
    }
}
