namespace VramBot.Hub.Transport;

/// <summary>Says whether a person may have one more model read. Several replicas may share one.</summary>
public interface IAskLimit
{
    /// <summary>Counts one model for a person.</summary>
    /// <param name="person">Who asks, in the platform's own words.</param>
    /// <returns>How long to wait; null when it may be read now.</returns>
    TimeSpan? Take(string person);
}
