namespace VramBot.Discord.Gateway;

/// <summary>What has to be remembered of a session to take it up again.</summary>
internal sealed class ShardSession
{
    private const long None = -1;

    private long sequence = None;

    /// <summary>The session's name; none before READY.</summary>
    public string? Id { get; private set; }

    /// <summary>Where it can be taken up; none when Discord did not say so in a way that can be used.</summary>
    public Uri? ResumeUrl { get; private set; }

    /// <summary>The number of the last dispatch, whatever it was. Heartbeats read it while frames arrive.</summary>
    public long? Sequence => Volatile.Read(ref sequence) is var last && last == None ? null : last;

    /// <summary>Whether there is anything to take up.</summary>
    public bool CanResume => Id is not null && Sequence is not null;

    /// <summary>A dispatch with a number arrived.</summary>
    public void Saw(long number) => Volatile.Write(ref sequence, number);

    /// <summary>READY named it.</summary>
    public void Begin(string? id, Uri? resumeUrl) => (Id, ResumeUrl) = (id, resumeUrl);

    /// <summary>It is gone.</summary>
    public void Forget()
    {
        Begin(null, null);
        Saw(None);
    }
}
