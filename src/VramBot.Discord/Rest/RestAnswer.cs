using System.Net;

namespace VramBot.Discord.Rest;

/// <summary>What came of one attempt.</summary>
/// <param name="Status">The status, or null when there was no answer.</param>
/// <param name="Body">The body, where it was wanted or where it tells what is wrong.</param>
internal sealed record RestAnswer(HttpStatusCode? Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>What the headers say of limits.</summary>
    public RateHeaders Rate { get; init; }

    /// <summary>Why there was no answer.</summary>
    public Exception? Fault { get; init; }

    /// <summary>Whether time ran out.</summary>
    public bool TimedOut { get; init; }

    /// <summary>Whether the request certainly never reached Discord.</summary>
    public bool NeverSent { get; init; }

    /// <summary>Whether Discord did what was asked.</summary>
    public bool Succeeded => (int?)Status is >= 200 and < 300;

    /// <summary>Whether asking again may help: no answer, or a fault of the server.</summary>
    public bool IsTransient => Status is null || (int)Status >= 500;
}
