using System.Buffers.Binary;
using VramBot.Chat;

namespace VramBot.Slack.Http;

/// <summary>Remembers the signatures that were accepted for as long as their timestamps count, so that nothing that was recorded is taken a second time.</summary>
internal sealed class ReplayGuard(TimeProvider time)
{
    // Only what Slack has signed gets here. Past this many the oldest are forgotten: memory stays bounded at about 10 MB.
    private const int Most = 100_000;

    // A timestamp may lie ahead by as much as it may lie back.
    private static readonly TimeSpan Life = 2 * FreshnessWindow.Width;

    private readonly Lock gate = new();
    private readonly HashSet<UInt128> known = [];
    private readonly Queue<(UInt128 Key, DateTimeOffset End)> order = new();

    /// <summary>Whether a signature is here for the first time.</summary>
    public bool IsNew(ReadOnlySpan<byte> signature)
    {
        // Half of a signature is as good as all of it: nobody can choose it.
        var key = BinaryPrimitives.ReadUInt128LittleEndian(signature);
        var now = time.GetUtcNow();
        lock (gate)
        {
            while (order.TryPeek(out var oldest) && (oldest.End < now || order.Count >= Most))
                known.Remove(order.Dequeue().Key);
            if (!known.Add(key))
                return false;
            order.Enqueue((key, now + Life));
            return true;
        }
    }
}
