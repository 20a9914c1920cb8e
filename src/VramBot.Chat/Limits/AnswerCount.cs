namespace VramBot.Chat.Limits;

/// <summary>How many answers somebody has had: in this minute and the one before, here and at the other replicas.</summary>
/// <remarks>
/// A sliding window out of two fixed ones: of the minute before counts the part that lies within the last sixty seconds, as if its answers had been spread evenly over it.
/// <c>before · (1 − passed) + now ≤ limit</c>, where <c>passed</c> is the part of this minute that is over. Fixed minutes are what replicas can add up: each says how many it has given, and the sum of
/// all is everybody's. (.NET's own limiters keep what they know to themselves.)
/// </remarks>
internal sealed class AnswerCount(string name)
{
    /// <summary>The window.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private long minute;
    private long before;
    private long own;
    private long others;
    private long unsentBefore;
    private long unsent;
    private bool isWaiting;
    private bool asksBefore;

    /// <summary>Whose it is: the platform, whether a person or a server, the id. Never leaves the process as it is.</summary>
    public string Name => name;

    /// <summary>What stands for the name outside; worked out when it is first needed.</summary>
    public byte[]? Hash { get; set; }

    /// <summary>The number of the minute that a time is in.</summary>
    public static long MinuteOf(DateTimeOffset now) => now.UtcTicks / Window.Ticks;

    /// <summary>Counts one answer more, if there may be one.</summary>
    /// <param name="limit">How many there may be.</param>
    /// <param name="now">The time.</param>
    /// <param name="isNew">Whether others have to be told, and were not going to be.</param>
    /// <returns>Zero, or how long it takes until there may be one.</returns>
    public TimeSpan Take(int limit, DateTimeOffset now, out bool isNew)
    {
        lock (gate)
        {
            Turn(MinuteOf(now));
            isNew = false;
            var passed = (double)(now.UtcTicks % Window.Ticks) / Window.Ticks;
            if ((before * (1 - passed)) + own + others + 1 > limit)
                return Window * (Free(limit) - passed);
            own++;
            unsent++;
            isNew = !isWaiting;
            isWaiting = true;
            return TimeSpan.Zero;
        }
    }

    /// <summary>One that was counted was not given after all.</summary>
    public void GiveBack()
    {
        lock (gate)
        {
            if (own == 0 || unsent == 0)
                return;
            own--;
            unsent--;
        }
    }

    /// <summary>What others have not been told; they are told now.</summary>
    public CountNews Send(DateTimeOffset now)
    {
        lock (gate)
        {
            Turn(MinuteOf(now));
            var news = new CountNews(this, minute, unsent, unsentBefore, asksBefore || unsentBefore > 0);
            (unsent, unsentBefore, isWaiting, asksBefore) = (0, 0, false, false);
            return news;
        }
    }

    /// <summary>They could not be told.</summary>
    /// <returns>Whether they have to be told, and were not going to be.</returns>
    public bool Unsend(CountNews news)
    {
        lock (gate)
        {
            if (minute == news.Minute)
                (unsent, unsentBefore, asksBefore) = (unsent + news.Answers, unsentBefore + news.AnswersBefore, asksBefore || news.AsksBefore);
            else if (minute == news.Minute + 1)
                unsentBefore += news.Answers;
            else
                return false;
            var isNew = !isWaiting;
            isWaiting = true;
            return isNew;
        }
    }

    /// <summary>What all replicas together have given in a minute.</summary>
    public void Learn(long of, long answers)
    {
        lock (gate)
        {
            if (minute == of)
                others = Math.Max(0, answers - (own - unsent));
            else if (minute == of + 1)
                before = Math.Max(before, answers + unsentBefore);
        }
    }

    /// <summary>Whether its windows are over, so that a new one would know as much.</summary>
    public bool IsOver(long now)
    {
        lock (gate)
            return now - minute > 1 && !isWaiting;
    }

    private void Turn(long now)
    {
        if (now == minute)
            return;
        (before, unsentBefore) = now == minute + 1 ? (own + others, unsent) : (0, 0);
        (minute, own, others, unsent, asksBefore) = (now, 0, 0, 0, true);
    }

    /// <summary>When one more may be given, in minutes since the beginning of this one.</summary>
    private double Free(int limit)
    {
        var room = limit - (own + others) - 1;
        if (room >= 0)
            return 1 - ((double)room / before);

        // Not within this minute: then what counts now is the minute before.
        return 2 - ((double)(limit - 1) / (own + others));
    }
}
