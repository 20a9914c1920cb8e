using System.Buffers.Binary;
using VramBot.Chat;

namespace VramBot.Slack.Http;

/// <summary>
/// Remembers the signatures that were accepted for as long as their timestamps count, so that nothing that was recorded is taken a second time. There are two generations, as many bytes in each however
/// many come: when the young one is full, or old enough, it takes the place of the old one, which is forgotten.
/// </summary>
internal sealed class ReplayGuard(TimeProvider time)
{
    /// <summary>What a generation holds, 20 bytes each. Only what Slack has signed gets here: as many come in five minutes where a bot is asked 250 times a second.</summary>
    internal const int Most = 75_000;

    /// <summary>A timestamp may lie ahead by as much as it may lie back.</summary>
    internal static readonly TimeSpan Life = 2 * FreshnessWindow.Width;

    private readonly Lock gate = new();
    private HashSet<ulong> young = [];
    private HashSet<ulong> old = [];
    private long since = time.GetTimestamp();

    /// <summary>Whether a signature is here for the first time.</summary>
    public bool IsNew(ReadOnlySpan<byte> signature)
    {
        // A quarter of a signature is as good as all of it: nobody can choose it, and one in 10^14 new ones is taken for another.
        var key = BinaryPrimitives.ReadUInt64LittleEndian(signature);
        lock (gate)
        {
            if (young.Count >= Most || time.GetElapsedTime(since) > Life)
                Turn();
            return !old.Contains(key) && young.Add(key);
        }
    }

    // The emptied set keeps its room: nothing is thrown away under load.
    private void Turn()
    {
        (young, old) = (old, young);
        young.Clear();
        since = time.GetTimestamp();
    }
}
