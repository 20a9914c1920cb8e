using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using VramBot.Chat;

namespace VramBot.Discord;

/// <summary>Discord's place among the services.</summary>
public static class DiscordServices
{
    /// <summary>Adds Discord: today its settings and the word that its doors are not built yet.</summary>
    public static IServiceCollection AddDiscord(this IServiceCollection services)
    {
        services.AddOptions<DiscordOptions>().BindConfiguration(DiscordOptions.Section);
        return services.AddSingleton(provider => new ChatDoor("Discord", Status(provider.GetRequiredService<IOptions<DiscordOptions>>().Value)));
    }

    private static string Status(DiscordOptions options) => options switch
    {
        { Token: null or "", PublicKey: null or "" } => "closed; Discord__Token will open the gateway in a later release",
        _ => "settings are there, but this release does not connect to Discord yet; ask and chat answer in the terminal",
    };
}
