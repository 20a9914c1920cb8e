using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using VramBot.Chat;
using VramBot.Slack.Http;
using VramBot.Slack.Interactions;

namespace VramBot.Slack;

/// <summary>Slack's place among the services.</summary>
public static class SlackServices
{
    private const string InChannel = "in_channel";

    /// <summary>Adds Slack: Socket Mode when there is an app-level token, the signed endpoints (<see cref="SlackEndpoints"/>) when there is a signing secret, one handler behind both.</summary>
    public static IServiceCollection AddSlack(this IServiceCollection services)
    {
        services.AddOptions<SlackOptions>().BindConfiguration(SlackOptions.Section);
        services.TryAddSingleton(provider => new SlackAnswerSettings(IsPublic: provider.GetRequiredService<IOptions<SlackOptions>>().Value.Visibility == InChannel));
        services.AddSlackAnswers();
        services.AddSlackTransports();
        return services.AddSingleton(provider => new ChatDoor("Slack", Status(provider.GetRequiredService<IOptions<SlackOptions>>().Value)));
    }

    private static string Status(SlackOptions options) => (options.AppToken, options.SigningSecret) switch
    {
        ({ Length: > 0 }, { Length: > 0 }) => $"opening Socket Mode; signed requests are answered at {SlackEndpoints.CommandsPath}",
        ({ Length: > 0 }, _) => "opening Socket Mode",
        (_, { Length: > 0 }) => $"signed requests are answered at {SlackEndpoints.CommandsPath}, {SlackEndpoints.InteractionsPath} and {SlackEndpoints.OptionsPath}",
        _ => "closed; Slack__AppToken (and Slack__BotToken for forms) opens Socket Mode, Slack__SigningSecret the signed endpoints",
    };
}
