using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using VramBot.Discord.Gateway;
using VramBot.Discord.Interactions;
using VramBot.Discord.Tests.Loopback;

namespace VramBot.Discord.Tests.Gateway;

/// <summary>The gateway as the process runs it, on the real clock.</summary>
public sealed class GatewayServicesTests
{
    [Fact]
    public async Task A_host_opens_it_when_there_is_a_token_and_closes_it_on_its_way_down()
    {
        await using var server = await GatewayServer.StartAsync();
        await using var around = new GatewayClient(server);
        using var host = Host(around, ("Discord:Token", GatewayClient.Token), ("Discord:GatewayUrl", $"{server.Url}"));
        await host.StartAsync(TestContext.Current.CancellationToken);
        var peer = await server.AcceptAsync();
        await peer.HelloAsync();
        await peer.ExpectAsync(2);
        await peer.ReadyAsync("first", server.ResumeUrl);
        await peer.InteractionAsync("100", 2);
        await around.ArrivedAsync("100");
        Assert.True(host.Services.GetRequiredService<GatewayStatus>().IsReady);
        Assert.True(peer.LongestFrame <= 4096);
        await host.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1000, await peer.Closed);
    }

    [Fact]
    public async Task A_setting_that_cannot_be_is_named_before_anything_is_opened()
    {
        await using var server = await GatewayServer.StartAsync();
        await using var around = new GatewayClient(server);
        using var host = Host(around, ("Discord:Shards", "many"));
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains("Set Discord__Shards", refused.Message, StringComparison.Ordinal);
    }

    private static IHost Host(GatewayClient around, params (string Key, string? Value)[] settings)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)));
        builder.Services.AddOptions<DiscordOptions>().BindConfiguration(DiscordOptions.Section);
        builder.Services.AddSingleton<IInteractionSink>(around).AddSingleton<IGatewayDirectory>(around);
        builder.Services.AddDiscordGateway();
        return builder.Build();
    }
}
