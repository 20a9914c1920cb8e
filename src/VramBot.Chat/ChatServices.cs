using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using VramBot.Chat.Limits;
using VramBot.Chat.Reading;
using VramBot.Commands;
using VramBot.Core.Catalogs;
using VramBot.Hub;
using VramBot.Storage;

namespace VramBot.Chat;

/// <summary>What front ends share, among the services.</summary>
public static class ChatServices
{
    /// <summary>Adds the reading of models that the catalog does not have. To be added before <see cref="AddChat"/>, which otherwise answers out of the catalogs alone.</summary>
    public static IServiceCollection AddModelReading(this IServiceCollection services) => services.AddVramBotHub().AddSingleton<IAnswers>(provider => new ReadingAnswers(
        provider.GetRequiredService<CommandDesk>(), provider.GetRequiredService<Catalog>(), provider.GetRequiredService<IModelHub>, provider.GetRequiredService<TimeProvider>()));

    /// <summary>Adds what answers lines, and what waits for answers in flight when the bot goes down. To be added before the front ends, for services stop in reverse.</summary>
    public static IServiceCollection AddChat(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IAnswers, DeskAnswers>();
        services.TryAddSingleton<WorkInFlight>();
        services.AddChatGuards();
        services.AddOptions<WorkOptions>().BindConfiguration(WorkOptions.Section);
        services.AddOptions<LogsOptions>().BindConfiguration(LogsOptions.Section);
        services.AddLimits();
        return services.AddHostedService<WorkDrain>().AddHostedService<WarmUp>();
    }

    /// <summary>Adds what front ends ask for beside answers: what keeps people's words out of the log, and what lets so many answers be worked out at once.</summary>
    public static IServiceCollection AddChatGuards(this IServiceCollection services)
    {
        services.AddOptions();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WorkOptions>, WorkOptions.Validator>());
        services.TryAddSingleton(provider => new WorkGate(provider.GetRequiredService<IOptions<WorkOptions>>()));
        services.TryAddSingleton<AskedLines>();
        return services;
    }

    private static void AddLimits(this IServiceCollection services)
    {
        services.AddStorage();
        services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LimitOptions>, LimitOptions.Validator>());
        services.TryAddSingleton<AnswerLimits>();
        services.AddHostedService<SharedCounts>();
    }
}
