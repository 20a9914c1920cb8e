using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace VramBot.Hosting.Tests.Replicas;

/// <summary>A proxy that does with replicas what nginx.conf says, for machines without nginx.</summary>
internal sealed class MirrorProxy : IReplicaProxy
{
    private readonly ProxySettings settings = ProxySettings.Read();
    private readonly Upstream[] upstreams;
    private readonly WebApplication app;
    private int turn;

    private MirrorProxy(IEnumerable<Replica> replicas)
    {
        Assert.Equal(["error", "timeout", "invalid_header", "non_idempotent"], settings.Conditions);
        upstreams = [.. replicas.Select(replica => new Upstream(replica.Address))];
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(ForwardAsync);
    }

    public Uri Address => new(app.Urls.Single());

    public static async Task<MirrorProxy> StartAsync(IReadOnlyList<Replica> replicas)
    {
        var proxy = new MirrorProxy(replicas);
        await proxy.app.StartAsync(TestContext.Current.CancellationToken);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        foreach (var upstream in upstreams)
            upstream.Dispose();
    }

    // The body is kept whole, each replica is asked once at most, and the request counts as one that may be asked twice.
    private async Task ForwardAsync(HttpContext context)
    {
        using var kept = new MemoryStream();
        await context.Request.Body.CopyToAsync(kept, context.RequestAborted);
        var begun = Environment.TickCount64;
        foreach (var upstream in InTurn().Where(upstream => upstream.IsThere))
        {
            if (Environment.TickCount64 - begun > settings.TryFor.TotalMilliseconds)
                break;
            try
            {
                using var answer = await upstream.SendAsync(context.Request, kept.ToArray(), context.RequestAborted);
                context.Response.StatusCode = (int)answer.StatusCode;
                context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
                await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
                return;
            }
            catch (HttpRequestException)
            {
                upstream.Failed(settings);
            }
        }

        context.Response.StatusCode = StatusCodes.Status502BadGateway;
    }

    private IEnumerable<Upstream> InTurn()
    {
        var first = (uint)Interlocked.Increment(ref turn);
        return Enumerable.Range(0, upstreams.Length).Select(place => upstreams[(first + place) % upstreams.Length]);
    }
}
