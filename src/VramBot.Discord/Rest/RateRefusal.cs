using System.Text.Json;

namespace VramBot.Discord.Rest;

/// <summary>A 429, understood.</summary>
/// <param name="Wait">How long to wait.</param>
/// <param name="IsGlobal">Whether everything sent with the bot token has to.</param>
/// <param name="IsShared">Whether others used the resource up: no fault of ours, and not counted as one.</param>
/// <param name="IsLockout">Whether it came from the network before Discord, for all of this address.</param>
internal sealed record RateRefusal(TimeSpan Wait, bool IsGlobal, bool IsShared, bool IsLockout)
{
    private static readonly TimeSpan Unsaid = TimeSpan.FromSeconds(1);

    /// <summary>Reads it: the body's wait is finer than the header's; an answer that is no JSON is not Discord's own.</summary>
    public static RateRefusal Read(RestAnswer answer, TimeSpan lockout)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var rate = answer.Rate;
        if (Said(answer.Body) is not { } said)
            return new(rate.RetryAfter > lockout ? rate.RetryAfter.Value : lockout, IsGlobal: true, IsShared: false, IsLockout: true);
        var wait = RateHeaders.Seconds(said.RetryAfter ?? -1) ?? rate.RetryAfter ?? rate.ResetAfter ?? Unsaid;
        return new(wait, rate.IsGlobal || said.Global, rate.Scope == "shared", IsLockout: false);
    }

    private static RateLimitAnswer? Said(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, RestJson.Default.RateLimitAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
