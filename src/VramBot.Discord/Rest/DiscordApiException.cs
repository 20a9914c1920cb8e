using System.Globalization;
using System.Net;

namespace VramBot.Discord.Rest;

/// <summary>A request to Discord that failed for good. Its message names the route and the reason, and never holds a token or a body.</summary>
internal sealed class DiscordApiException : Exception
{
    /// <summary>Makes it from what is known.</summary>
    public DiscordApiException(RestFailure failure, RestRoute route, HttpStatusCode? status = null, RestFault? fault = null, Exception? inner = null)
        : base(Sentence(failure, route, status, fault), inner)
    {
        Failure = failure;
        Status = status;
        Code = fault?.Code ?? DiscordErrorCode.General;
    }

    /// <summary>How it failed.</summary>
    public RestFailure Failure { get; }

    /// <summary>The status, or null when there was no answer.</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>One of <see cref="DiscordErrorCode"/>, or another of Discord's.</summary>
    public int Code { get; }

    /// <summary>Whether the interaction can no longer be answered, whatever is sent.</summary>
    public bool IsInteractionGone => Code is DiscordErrorCode.UnknownInteraction or DiscordErrorCode.UnknownWebhook or DiscordErrorCode.InvalidWebhookToken;

    private static string Sentence(RestFailure failure, RestRoute route, HttpStatusCode? status, RestFault? fault) => failure switch
    {
        RestFailure.TokenRefused => "Discord refuses the bot token (401). Set Discord__Token to the one that the Developer Portal shows under Bot.",
        RestFailure.RateLimited => $"Discord's rate limit on {route} lasts longer than an answer would count.",
        RestFailure.TooManyRefusals => $"{route} was not sent: Discord refused so many requests in the last ten minutes that more of them would lock this address out.",
        RestFailure.Unreachable => $"Discord could not be reached for {route}.",
        RestFailure.TimedOut => $"Discord did not answer {route} in time.",
        RestFailure.Garbled => $"Discord answered {route} with something else than it describes.",
        _ => string.Create(CultureInfo.InvariantCulture, $"Discord answered {route} with {(int?)status}{fault}."),
    };
}
