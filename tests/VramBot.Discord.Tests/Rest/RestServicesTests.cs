using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using VramBot.Discord.Rest;

namespace VramBot.Discord.Tests.Rest;

/// <summary>The client can be had from the services, once its settings are right.</summary>
public sealed class RestServicesTests
{
    [Fact]
    public void There_is_one_client_for_all()
    {
        using var services = Services(new());
        Assert.Same(services.GetRequiredService<DiscordRest>(), services.GetRequiredService<DiscordRest>());
    }

    [Fact]
    public void Wrong_settings_are_noticed_before_anything_is_sent()
    {
        using var services = Services(new() { PublicKey = "short" });
        Assert.Contains("Discord__PublicKey", Assert.Throws<OptionsValidationException>(services.GetRequiredService<DiscordRest>).Message, StringComparison.Ordinal);
        Assert.Throws<OptionsValidationException>(services.GetRequiredService<IStartupValidator>().Validate);
    }

    private static ServiceProvider Services(DiscordOptions options) =>
        new ServiceCollection().AddLogging().AddDiscordRest().Configure<DiscordOptions>(set => set.PublicKey = options.PublicKey).BuildServiceProvider(validateScopes: true);
}
