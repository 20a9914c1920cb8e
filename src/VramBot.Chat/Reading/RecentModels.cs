using VramBot.Hub;

namespace VramBot.Chat.Reading;

/// <summary>Models that were read last, so that a click on an answer is answered at once: a few, for a few minutes.</summary>
internal sealed class RecentModels(TimeProvider time)
{
    private const int Most = 64;

    private readonly Lock gate = new();
    private readonly Dictionary<(HubId Id, string? Precision), (HubModel Model, long Since)> known = [];

    /// <summary>How long a model is remembered. Its repository may change; after this it is held against the hub again.</summary>
    public static TimeSpan Life { get; } = TimeSpan.FromMinutes(10);

    /// <summary>The model; null when it was not read, or too long ago.</summary>
    public HubModel? Find(HubId id, string? precision)
    {
        lock (gate)
            return known.TryGetValue((id, precision), out var found) && time.GetElapsedTime(found.Since) < Life ? found.Model : null;
    }

    /// <summary>Remembers a model, in the place of the oldest when there are many.</summary>
    public void Keep(HubId id, string? precision, HubModel model)
    {
        lock (gate)
        {
            if (known.Count >= Most)
                known.Remove(known.MinBy(pair => pair.Value.Since).Key);
            known[(id, precision)] = (model, time.GetTimestamp());
        }
    }
}
