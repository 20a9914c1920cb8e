using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace VramBot.App.Tests.Serving;

/// <summary>A bot whose measurements and traces go to a collector, which this machine plays.</summary>
public sealed class OtlpTests
{
    [Fact(Timeout = 60_000)]
    public async Task Measurements_and_traces_reach_the_collector_that_is_named()
    {
        var received = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received.AddOrUpdate(context.Request.Path, _ => Encoding.UTF8.GetString(body.ToArray()), (_, before) => before + Encoding.UTF8.GetString(body.ToArray()));
        });
        await collector.StartAsync(TestContext.Current.CancellationToken);
        await using var bot = await RunningBot.StartAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.First()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("Http__DrainSeconds", "0"));
        await bot.AskAsync("qwen3-8b zzz-typed-by-somebody");
        await bot.StopAsync();
        Assert.Contains("vrambot.commands", received["/v1/metrics"], StringComparison.Ordinal);
        Assert.Contains("vrambot", received["/v1/traces"], StringComparison.Ordinal);
        Assert.Contains("corrected", received["/v1/traces"], StringComparison.Ordinal);
        Assert.DoesNotContain(received.Values, body => body.Contains("typed", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_no_address_is_said_and_the_bot_runs()
    {
        await using var bot = await RunningBot.StartAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", "collector"));
        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT is no address of a collector", await bot.StopAsync(), StringComparison.Ordinal);
    }
}
