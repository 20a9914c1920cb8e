using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace VramBot.Discord.Rest;

/// <summary>The REST client's place among the services.</summary>
internal static class RestServices
{
    /// <summary>Adds the client, and holds its settings against what is said of them when the bot starts.</summary>
    public static IServiceCollection AddDiscordRest(this IServiceCollection services)
    {
        services.AddOptions<DiscordOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DiscordOptions>, DiscordOptions.Validator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DiscordRest>();
        return services;
    }
}
