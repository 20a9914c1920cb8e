namespace VramBot.Hub.Tests.Loopback;

/// <summary>A file of which only the beginning is kept; the rest is zeros.</summary>
internal sealed record HubFile(byte[] Start, long Length)
{
    public byte[] Read(long from, long count)
    {
        var part = new byte[count];
        if (from < Start.Length)
            Start.AsSpan((int)from, (int)Math.Min(count, Start.Length - from)).CopyTo(part);
        return part;
    }
}
