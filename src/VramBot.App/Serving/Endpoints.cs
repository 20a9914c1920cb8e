using Microsoft.Extensions.Options;
using VramBot.Observability.Metrics;

namespace VramBot.App.Serving;

/// <summary>What the bot says of itself over HTTP.</summary>
internal static class Endpoints
{
    /// <summary>Opens <c>/healthz</c>, <c>/readyz</c> and <c>/metrics</c>.</summary>
    public static void MapBotItself(this WebApplication app)
    {
        app.MapGet("/healthz", context => SayAsync(context, "ok\n"));
        var readiness = app.Services.GetRequiredService<Readiness>();
        app.MapGet("/readyz", context =>
        {
            var (isReady, page) = readiness.Ask();
            context.Response.StatusCode = isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            return SayAsync(context, page);
        });
        var metrics = app.Services.GetRequiredService<IOptions<MetricsOptions>>().Value;
        if (metrics.Enabled)
            MapMetrics(app, app.Services.GetRequiredService<MetricsPage>(), metrics.Port);
    }

    // The port that a request came to is what counts: the one that it names is anybody's to choose.
    private static void MapMetrics(WebApplication app, MetricsPage page, int? port) => app.MapGet("/metrics", context =>
    {
        if (port is { } own && context.Connection.LocalPort != own)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        context.Response.ContentType = MetricsPage.ContentType;
        return context.Response.WriteAsync(page.Write(), context.RequestAborted);
    });

    // As plain handlers: what reads parameters and results out of a lambda takes four megabytes of its own.
    private static Task SayAsync(HttpContext context, string text)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
