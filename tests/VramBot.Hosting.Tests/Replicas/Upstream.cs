using Microsoft.AspNetCore.Http;

namespace VramBot.Hosting.Tests.Replicas;

/// <summary>A replica as a proxy sees it.</summary>
internal sealed class Upstream(Uri address) : IDisposable
{
    private static readonly string[] Passed = ["X-Slack-Request-Timestamp", "X-Slack-Signature"];

    private readonly HttpClient client = new() { BaseAddress = address };
    private readonly Lock gate = new();
    private int fails;
    private long lastFail;
    private long outUntil;

    /// <summary>Whether requests are sent to it.</summary>
    public bool IsThere
    {
        get
        {
            lock (gate)
                return Environment.TickCount64 >= outUntil;
        }
    }

    /// <summary>It did not answer: as often as that within the time, it is left out for as long.</summary>
    public void Failed(ProxySettings settings)
    {
        var (now, time) = (Environment.TickCount64, (long)settings.LeftOut.TotalMilliseconds);
        lock (gate)
        {
            fails = now - lastFail > time ? 1 : fails + 1;
            lastFail = now;
            if (fails >= settings.MostFails)
                outUntil = now + time;
        }
    }

    /// <summary>Passes a request on, and takes the whole answer.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequest from, byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(new(from.Method), from.Path.Value![1..]) { Content = new ByteArrayContent(body) };
        if (from.ContentType is { } type)
            request.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        foreach (var name in Passed)
            if (from.Headers.TryGetValue(name, out var value))
                request.Headers.TryAddWithoutValidation(name, value.ToString());
        return await client.SendAsync(request, cancellationToken);
    }

    public void Dispose() => client.Dispose();
}
