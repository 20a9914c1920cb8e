using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace VramBot.Hosting.Tests.Replicas;

/// <summary>A slash command as Slack sends it: signed, from a person and a workspace of its own, unlike any other.</summary>
/// <param name="Number">Which; its context is so many tokens that no other has the answer.</param>
internal sealed record SignedQuestion(int Number)
{
    public const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";

    private static readonly string[] Models = ["qwen3-8b", "llama-3.1-8b", "mixtral-8x7b", "phi-4", "gemma-3-12b"];

    private int Context => 4096 + (64 * Number);

    private byte[] Body => Encoding.ASCII.GetBytes(string.Join('&', Fields().Select(pair => $"{pair.Name}={WebUtility.UrlEncode(pair.Value)}")));

    /// <summary>The request; Slack's own clock is this machine's.</summary>
    public HttpRequestMessage Request()
    {
        var (body, now) = (Body, DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        var request = new HttpRequestMessage(HttpMethod.Post, "slack/commands") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        request.Headers.Add("X-Slack-Request-Timestamp", now);
        request.Headers.Add("X-Slack-Signature", Sign(now, body));
        return request;
    }

    /// <summary>The same as bytes, in two parts: the second is the end of the body.</summary>
    public (byte[] Beginning, byte[] Ending) Bytes(int port)
    {
        var (body, now) = (Body, DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        var head = $"POST /slack/commands HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n"
            + $"X-Slack-Request-Timestamp: {now}\r\nX-Slack-Signature: {Sign(now, body)}\r\n\r\n";
        return ([.. Encoding.ASCII.GetBytes(head), .. body[..20]], body[20..]);
    }

    /// <summary>What is wrong with an answer; empty when it is this question's.</summary>
    public string Problem(string answer)
    {
        var tokens = string.Create(CultureInfo.InvariantCulture, $"{Context:N0} tokens");
        try
        {
            using var json = JsonDocument.Parse(answer);
            var isMessage = json.RootElement.TryGetProperty("blocks", out var blocks) && blocks.GetArrayLength() > 0;
            return isMessage && answer.Contains(tokens, StringComparison.Ordinal) && answer.Contains("GiB", StringComparison.Ordinal) ? string.Empty : $"no answer about {tokens}: {answer}";
        }
        catch (JsonException)
        {
            return $"no JSON: {answer}";
        }
    }

    private (string Name, string Value)[] Fields() =>
    [
        ("team_id", $"T{Number}"), ("channel_id", $"C{Number}"), ("user_id", $"U{Number}"), ("command", "/vram"),
        ("text", $"model:{Models[Number % Models.Length]} ctx:{Context}"), ("api_app_id", "A1"), ("is_enterprise_install", "false"), ("trigger_id", $"{Number}.1"),
    ];

    private static string Sign(string timestamp, byte[] body) =>
        "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(Secret), (byte[])[.. Encoding.ASCII.GetBytes($"v0:{timestamp}:"), .. body]));
}
