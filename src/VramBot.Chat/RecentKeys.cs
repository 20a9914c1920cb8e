namespace VramBot.Chat;

/// <summary>Remembers the last keys that were seen, so that what is delivered twice is answered once.</summary>
/// <param name="most">How many are remembered.</param>
public sealed class RecentKeys(int most)
{
    private readonly Lock gate = new();
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    /// <summary>Whether the key is new; it is known from then on.</summary>
    public bool Add(string key)
    {
        lock (gate)
        {
            if (!known.Add(key))
                return false;
            order.Enqueue(key);
            if (order.Count > most)
                known.Remove(order.Dequeue());
            return true;
        }
    }
}
