namespace VramBot.Hub.Transport;

/// <summary>Somebody had more models read than one person may.</summary>
internal sealed class AskedTooOftenException(string person, TimeSpan wait) : Exception("too many models for one person")
{
    /// <summary>Who.</summary>
    public string Person { get; } = person;

    /// <summary>How long until the next.</summary>
    public TimeSpan Wait { get; } = wait;
}
