namespace VramBot.Discord.Gateway;

/// <summary>The right to begin one session. Given back unused when the connection did not come about.</summary>
internal sealed class IdentifyTurn(Action<bool> end) : IDisposable
{
    private Action<bool>? end = end;

    /// <summary>The right was used.</summary>
    public void Use() => Interlocked.Exchange(ref end, null)?.Invoke(true);

    /// <inheritdoc />
    public void Dispose() => Interlocked.Exchange(ref end, null)?.Invoke(false);
}
