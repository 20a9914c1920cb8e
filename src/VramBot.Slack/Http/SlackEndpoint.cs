using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using VramBot.Chat;
using VramBot.Chat.Metrics;
using VramBot.Slack.Interactions;
using VramBot.Slack.WebApi;

namespace VramBot.Slack.Http;

/// <summary>Takes what Slack sends over HTTP: commands, clicks, menus and forms are answered in the response, events are acknowledged first.</summary>
internal sealed class SlackEndpoint(SignedRequests requests, TimelyAnswers answers, WorkInFlight work)
{
    // Slack sends an event again for minutes; as many as an app is sent in that time.
    private const int MostEvents = 5_000;
    private const string Json = "application/json; charset=utf-8";

    private readonly RecentKeys events = new(MostEvents);

    /// <summary>Answers Slack's probe of the certificate: <c>GET …?ssl_check=1</c>.</summary>
    public static Task ProbeAsync(HttpContext context)
    {
        if (context.Request.Query["ssl_check"] != "1")
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    }

    /// <summary>Answers a command, a click, a menu that is being filled, or a form.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var since = Stopwatch.GetTimestamp();
        if (await requests.ReadAsync(context) is not { } body)
            return;
        if (Read(body) is { } challenge)
        {
            await ChallengeAsync(context, challenge);
            return;
        }

        var fields = FormFields.Read(body);
        if (fields.Text("ssl_check") == "1")
            return;
        if (PayloadOf(fields) is not { } payload)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var answer = await answers.AnswerAsync(payload, CancellationToken.None);
        if (!answer.IsEmpty)
        {
            context.Response.ContentType = Json;
            context.Response.ContentLength = answer.Length;
            await context.Response.Body.WriteAsync(answer, context.RequestAborted);
        }

        ChatMetrics.Acknowledged(ChatMetrics.Slack, ChatMetrics.Http, since);
    }

    /// <summary>Takes an event.</summary>
    public async Task TakeEventAsync(HttpContext context)
    {
        if (await requests.ReadAsync(context) is not { } body)
            return;
        if (Read(body) is not { } json)
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        else if (json.TryGetProperty("type", out var type) && type.ValueEquals("url_verification"))
            await ChallengeAsync(context, json);
        else if (!json.TryGetProperty("event_id", out var id) || id.ValueKind is not JsonValueKind.String || events.Add(id.GetString()!))
            work.Track(answers.TakeAsync(new(SlackPayloadKind.Event, json), CancellationToken.None));
    }

    private static SlackPayload? PayloadOf(JsonElement fields)
    {
        if (fields.Text("payload") is { } payload)
            return Read(Encoding.UTF8.GetBytes(payload)) is { } json ? new(SlackPayloadKind.Interactive, json) : null;
        return fields.At("command") is not null ? new(SlackPayloadKind.SlashCommand, fields) : null;
    }

    private static JsonElement? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            var json = body.Span is [(byte)'{', ..] ? JsonElement.Parse(body.Span) : default;
            return json.ValueKind is JsonValueKind.Object ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The word is given back as plain text: whatever it is, nothing is made of it.
    private static Task ChallengeAsync(HttpContext context, JsonElement json)
    {
        if (!json.TryGetProperty("challenge", out var challenge) || challenge.ValueKind is not JsonValueKind.String)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync(challenge.GetString()!, context.RequestAborted);
    }
}
