using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace VramBot.Chat;

/// <summary>What front ends share, among the services.</summary>
public static class ChatServices
{
    /// <summary>Adds what answers lines, and what waits for answers in flight when the bot goes down. To be added before the front ends, for services stop in reverse.</summary>
    public static IServiceCollection AddChat(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IAnswers, DeskAnswers>();
        services.TryAddSingleton<WorkInFlight>();
        services.AddAskedLines();
        return services.AddHostedService<WorkDrain>().AddHostedService<WarmUp>();
    }

    /// <summary>Adds what keeps people's words out of the log; front ends ask for it.</summary>
    public static IServiceCollection AddAskedLines(this IServiceCollection services)
    {
        services.AddOptions<LogsOptions>().BindConfiguration(LogsOptions.Section);
        services.TryAddSingleton<AskedLines>();
        return services;
    }
}
