namespace VramBot.Hub.Transport;

/// <summary>What reading one model may cost: requests and bytes. Used by several requests at once.</summary>
internal sealed class FetchBudget(int mostRequests, long mostBytes)
{
    /// <summary>The most requests for one model: its parts twice, the largest published having about 200.</summary>
    public const int MostRequests = 2048;

    /// <summary>The most bytes for one model, over all its files.</summary>
    public const long MostBytes = 128L << 20;

    private int requests;
    private long bytes;

    /// <summary>Requests made.</summary>
    public int Requests => Volatile.Read(ref requests);

    /// <summary>Bytes read.</summary>
    public long Bytes => Volatile.Read(ref bytes);

    /// <summary>A whole one.</summary>
    public static FetchBudget Whole() => new(MostRequests, MostBytes);

    /// <summary>Counts a request.</summary>
    public void CountRequest(string path)
    {
        if (Interlocked.Increment(ref requests) > mostRequests)
            throw new HubException(HubFailure.TooLarge, path);
    }

    /// <summary>Counts bytes.</summary>
    public void CountBytes(int read, string path)
    {
        if (Interlocked.Add(ref bytes, read) > mostBytes)
            throw new HubException(HubFailure.TooLarge, path);
    }
}
