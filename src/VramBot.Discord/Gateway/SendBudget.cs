namespace VramBot.Discord.Gateway;

/// <summary>How many frames a connection may still send: Discord cuts one that sends more than 120 in a minute, heartbeats included.</summary>
internal sealed class SendBudget(TimeProvider time)
{
    private const int Limit = 120;

    /// <summary>Kept free for what has to be sent: heartbeats of a minute, even at a rhythm far quicker than Discord's, and the opening of the session.</summary>
    private const int Reserved = 10;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Queue<long> sent = new();

    /// <summary>Counts a frame that may wait or be left out, if there is room for it.</summary>
    public bool TryTake()
    {
        lock (gate)
        {
            Forget();
            if (sent.Count >= Limit - Reserved)
                return false;
            sent.Enqueue(time.GetTimestamp());
            return true;
        }
    }

    /// <summary>Counts a frame that is sent in any case: without its heartbeats a connection is as lost as with too many frames.</summary>
    public void Take()
    {
        lock (gate)
        {
            Forget();
            sent.Enqueue(time.GetTimestamp());
        }
    }

    private void Forget()
    {
        while (sent.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Window)
            sent.Dequeue();
    }
}
