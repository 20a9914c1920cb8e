using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using VramBot.Chat;
using VramBot.Commands;
using VramBot.Discord.Http;
using VramBot.Discord.Tests.Http;
using VramBot.Discord.Tests.Loopback;
using VramBot.Testing;
using static VramBot.Discord.Tests.Interactions.Interactions;

namespace VramBot.Discord.Tests.Bot;

/// <summary>The whole way through the signed door, with a key and no token: from a request to the embed in its response.</summary>
public sealed class SignedDoorTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_signed_command_is_answered_with_its_estimate()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Discord:PublicKey"] = SigningKey.PublicKey, ["Limits:PerPerson"] = "0", ["Limits:PerServer"] = "0" });
        builder.Services.AddSingleton(ShippedCatalogs.Catalog).AddSingleton<CommandDesk>().AddChat().AddDiscord();
        await using var app = builder.Build();
        app.MapDiscordInteractions();
        await app.StartAsync(TestContext.Current.CancellationToken);

        var body = Encoding.UTF8.GetBytes(Command("vram", ("model", "mixtral-8x7b"), ("precision", "int4")));
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        using var request = new HttpRequestMessage(HttpMethod.Post, DiscordEndpoints.InteractionsPath) { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Signature-Timestamp", now);
        request.Headers.Add("X-Signature-Ed25519", SigningKey.Sign(now, body));
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        var answer = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Empty(RestServer.ProblemsOf(answer));
        Assert.StartsWith("Mixtral-8x7B", JsonElement.Parse(answer).GetProperty("data").GetProperty("embeds")[0].GetProperty("title").GetString(), StringComparison.Ordinal);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }
}
