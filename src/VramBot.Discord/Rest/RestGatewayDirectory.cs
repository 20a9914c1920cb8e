using System.Net;
using VramBot.Discord.Gateway;

namespace VramBot.Discord.Rest;

/// <summary>Asks the REST API where the gateway is.</summary>
internal sealed class RestGatewayDirectory(DiscordRest rest) : IGatewayDirectory
{
    public async Task<GatewayBot> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            var answer = await rest.GetGatewayBotAsync(cancellationToken).ConfigureAwait(false);
            var limit = answer.SessionStartLimit;
            return new(new(answer.Url), answer.Shards, limit is null ? SessionStartLimit.Usual : new(limit.Total, limit.Remaining, limit.ResetAfter, limit.MaxConcurrency));
        }
        catch (DiscordApiException exception)
        {
            throw new HttpRequestException(exception.Message, exception, exception.Failure == RestFailure.TokenRefused ? HttpStatusCode.Unauthorized : exception.Status);
        }
        catch (UriFormatException exception)
        {
            throw new HttpRequestException("Discord's answer names no address of the gateway.", exception);
        }
    }
}
