using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using VramBot.Chat;
using VramBot.Chat.Metrics;
using VramBot.Discord.Interactions;
using VramBot.Discord.Rest;

namespace VramBot.Discord.Http;

/// <summary>Takes interactions that Discord sends over HTTP: reads no more than allowed, checks age and signature over the raw bytes, and only then looks inside.</summary>
internal sealed partial class InteractionsEndpoint(Ed25519PublicKey key, IInteractionResponder responder, TimeProvider time, ILogger<InteractionsEndpoint> logger)
{
    // A command with every option at its longest is below 200 kilobytes.
    private const int LargestBody = 256 << 10;
    private const int Ping = 1;
    private const string Json = "application/json";
    private static readonly ReadOnlyMemory<byte> Pong = "{\"type\":1}"u8.ToArray();

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var since = Stopwatch.GetTimestamp();
        var headers = context.Request.Headers;
        var timestamp = headers["X-Signature-Timestamp"].ToString();
        var signature = new byte[Ed25519PublicKey.SignatureLength];
        if (!IsSignature(headers["X-Signature-Ed25519"].ToString(), signature) || !FreshnessWindow.Holds(timestamp, time.GetUtcNow()))
        {
            Log.Unsigned(logger);
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "no signature, or one too old\n");
            return;
        }

        var body = await CappedBody.ReadAsync(context.Request.Body, Encoding.ASCII.GetBytes(timestamp), LargestBody, context.Request.ContentLength, context.RequestAborted);
        if (body is null)
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, "too long\n");
        else if (!key.Verifies(body.Whole.Span, signature))
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "bad signature\n");
        else if (Read(body.Body.Span) is not { } interaction)
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "no interaction\n");
        else
            await AnswerAsync(context, interaction, since);
    }

    private static bool IsSignature(string digits, Span<byte> signature) =>
        digits.Length == 2 * signature.Length && Convert.FromHexString(digits, signature, out _, out _) == OperationStatus.Done;

    private static JsonElement? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var interaction = JsonElement.Parse(body);
            return interaction.ValueKind == JsonValueKind.Object ? interaction : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task AnswerAsync(HttpContext context, JsonElement interaction, long since)
    {
        var response = context.Response;
        if (interaction.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.Number && type.TryGetInt32(out var number) && number == Ping)
        {
            response.ContentType = Json;
            response.ContentLength = Pong.Length;
            await response.Body.WriteAsync(Pong, context.RequestAborted);
            return;
        }

        var body = await responder.RespondAsync(interaction, context.RequestAborted);
        using var content = BodyContent.Of(body);
        response.ContentType = content.Headers.ContentType!.ToString();
        response.ContentLength = content.Headers.ContentLength;
        await content.CopyToAsync(response.Body, context.RequestAborted);
        ChatMetrics.Acknowledged(ChatMetrics.Discord, ChatMetrics.Http, since);
    }

    private static Task RefuseAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static partial class Log
    {
        [LoggerMessage(151, LogLevel.Debug, "A request without a signature, or with one too old, was refused. If Discord's own are refused, this machine's clock may be wrong")]
        public static partial void Unsigned(ILogger logger);
    }
}
