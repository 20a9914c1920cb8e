using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using VramBot.Chat;

namespace VramBot.Slack;

/// <summary>Slack's place among the services.</summary>
public static class SlackServices
{
    /// <summary>Adds Slack: today its settings and the word that its doors are not built yet.</summary>
    public static IServiceCollection AddSlack(this IServiceCollection services)
    {
        services.AddOptions<SlackOptions>().BindConfiguration(SlackOptions.Section);
        return services.AddSingleton(provider => new ChatDoor("Slack", Status(provider.GetRequiredService<IOptions<SlackOptions>>().Value)));
    }

    private static string Status(SlackOptions options) => options switch
    {
        { AppToken: null or "", SigningSecret: null or "" } => "closed; Slack__AppToken and Slack__BotToken will open Socket Mode in a later release",
        _ => "settings are there, but this release does not connect to Slack yet; ask and chat answer in the terminal",
    };
}
