using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using VramBot.Chat;
using VramBot.Chat.Checkups;
using VramBot.Slack.Checkups;
using VramBot.Slack.Install;
using VramBot.Slack.Interactions;
using VramBot.Slack.SocketMode;
using VramBot.Slack.WebApi;
using VramBot.Storage;

namespace VramBot.Slack;

/// <summary>The doors' place among the services.</summary>
internal static class SlackTransports
{
    /// <summary>Adds the Web API and Socket Mode, which opens when there is an app-level token. They ask for an <see cref="ISlackResponder"/>; the signed endpoints are mapped with <see cref="Http.SlackEndpoints"/>.</summary>
    internal static IServiceCollection AddSlackTransports(this IServiceCollection services)
    {
        services.AddOptions<SlackOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SlackOptions>, SlackOptions.Validator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<WorkInFlight>();
        services.AddStorage();
        services.TryAddSingleton<SingleInstallation>();
        services.TryAddSingleton<InstallKeys>();
        services.TryAddSingleton<StoredInstallations>();
        services.TryAddSingleton<InstallState>();
        services.TryAddSingleton<InstallEndpoint>();
        services.TryAddSingleton<ISlackInstallations>(provider => provider.GetRequiredService<IOptions<SlackOptions>>().Value.Installs
            ? provider.GetRequiredService<StoredInstallations>()
            : provider.GetRequiredService<SingleInstallation>());
        services.TryAddSingleton<InstallationEvents>();
        services.TryAddSingleton<SlackWebApi>();
        services.TryAddSingleton<ISlackMessenger>(provider => provider.GetRequiredService<SlackWebApi>());
        services.TryAddSingleton<TimelyAnswers>();
        services.AddSingleton<ICheckup, SlackCheckup>();
        services.TryAddSingleton<SocketModeStatus>();
        services.AddSingleton<IPlatformConnections, SocketModeConnections>();
        return services.AddHostedService<SocketModeService>().AddHostedService<TokenCheck>();
    }
}
