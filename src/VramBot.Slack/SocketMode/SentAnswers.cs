namespace VramBot.Slack.SocketMode;

/// <summary>The answers that went out on a connection in the last moments: if it breaks now, nobody knows whether they arrived.</summary>
internal sealed class SentAnswers(TimeProvider time, TimeSpan doubt)
{
    private readonly Lock gate = new();
    private readonly Queue<(SocketEnvelope Envelope, ReadOnlyMemory<byte> Answer, long At)> sent = new();

    /// <summary>An answer went out.</summary>
    public void Add(SocketEnvelope envelope, ReadOnlyMemory<byte> answer)
    {
        lock (gate)
        {
            Forget();
            if (!answer.IsEmpty)
                sent.Enqueue((envelope, answer, time.GetTimestamp()));
        }
    }

    /// <summary>The connection broke: hands over what may not have arrived.</summary>
    public void LoseTo(DeliveredEnvelopes delivered)
    {
        lock (gate)
        {
            Forget();
            while (sent.TryDequeue(out var last))
                delivered.Lose(last.Envelope, last.Answer);
        }
    }

    private void Forget()
    {
        while (sent.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) > doubt)
            sent.Dequeue();
    }
}
