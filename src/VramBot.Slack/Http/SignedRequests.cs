using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using VramBot.Chat;

namespace VramBot.Slack.Http;

/// <summary>Lets a request in only if Slack has sent it, lately, and for the first time. Nothing of the body is understood before that.</summary>
internal sealed partial class SignedRequests(SlackSignature signature, TimeProvider time, ILogger<SignedRequests> logger)
{
    // A form with everything in it that Slack allows is below 300 kilobytes.
    private const int LargestBody = 512 << 10;
    private const int LargestProbe = 512;

    private readonly ReplayGuard replays = new(time);

    /// <summary>Reads a request's body and checks it; a request that does not pass is answered here.</summary>
    /// <returns>The body; none when the request is answered already.</returns>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        var timestamp = headers["X-Slack-Request-Timestamp"].ToString();
        if (SlackSignature.Read(headers["X-Slack-Signature"].ToString()) is not { } signed || !FreshnessWindow.Holds(timestamp, time.GetUtcNow()))
        {
            if (await IsProbeAsync(context))
                return null;
            Log.Unsigned(logger);
            return await RefuseAsync(context, StatusCodes.Status401Unauthorized, "no signature, or one too old\n");
        }

        if (await CappedBody.ReadAsync(context.Request.Body, SlackSignature.PrefixOf(timestamp), LargestBody, context.Request.ContentLength, context.RequestAborted) is not { } body)
            return await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, "too long\n");
        if (!signature.Verifies(body.Whole.Span, signed))
            return await RefuseAsync(context, StatusCodes.Status401Unauthorized, "bad signature\n");
        if (!replays.IsNew(signed))
            return await RefuseAsync(context, StatusCodes.Status401Unauthorized, "seen before\n");
        return body.Body;
    }

    // Slack's probe of the certificate is not signed. It asks nothing and is told nothing, so it is answered; the first bytes are compared, not read.
    private static async Task<bool> IsProbeAsync(HttpContext context)
    {
        if (context.Request.ContentLength is not (> 0 and <= LargestProbe) || context.Request.Headers.ContainsKey("X-Slack-Signature"))
            return false;
        var body = await CappedBody.ReadAsync(context.Request.Body, default, LargestProbe, context.Request.ContentLength, context.RequestAborted);
        return body is not null && (body.Body.Span.StartsWith("ssl_check=1&"u8) || body.Body.Span.SequenceEqual("ssl_check=1"u8));
    }

    private static async Task<ReadOnlyMemory<byte>?> RefuseAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain";
        await context.Response.WriteAsync(text, context.RequestAborted);
        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(251, LogLevel.Debug, "A request without a signature, or with one too old, was refused. If Slack's own are refused, this machine's clock may be wrong")]
        public static partial void Unsigned(ILogger logger);
    }
}
