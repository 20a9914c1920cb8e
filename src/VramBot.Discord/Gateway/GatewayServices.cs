using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using VramBot.Chat;

namespace VramBot.Discord.Gateway;

/// <summary>The gateway's place among the services.</summary>
internal static class GatewayServices
{
    /// <summary>Adds the gateway, which opens when there is a token. It asks for an <see cref="IGatewayDirectory"/> and an <see cref="Interactions.IInteractionSink"/>.</summary>
    internal static IServiceCollection AddDiscordGateway(this IServiceCollection services)
    {
        services.AddOptions<DiscordOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DiscordOptions>, DiscordOptions.Validator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DiscordOptions>, ShardRule>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<GatewayStatus>();
        services.AddSingleton<IPlatformConnections, GatewayConnections>();
        return services.AddHostedService<GatewayService>();
    }
}
