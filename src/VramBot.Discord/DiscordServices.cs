using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using VramBot.Chat;
using VramBot.Chat.Checkups;
using VramBot.Commands.Grammar;
using VramBot.Discord.Checkups;
using VramBot.Discord.Commands;
using VramBot.Discord.Gateway;
using VramBot.Discord.Http;
using VramBot.Discord.Interactions;
using VramBot.Discord.Rendering;
using VramBot.Discord.Rest;
using VramBot.Storage;

namespace VramBot.Discord;

/// <summary>Discord's place among the services.</summary>
public static class DiscordServices
{
    /// <summary>Adds Discord: the gateway when there is a token, the signed endpoint (<see cref="DiscordEndpoints"/>) when there is a key, one handler behind both.</summary>
    public static IServiceCollection AddDiscord(this IServiceCollection services)
    {
        services.AddOptions<DiscordOptions>().BindConfiguration(DiscordOptions.Section);
        services.AddDiscordRest();
        services.AddChatGuards();
        services.TryAddSingleton<LineCode>();
        services.TryAddSingleton<CustomIds>();
        services.TryAddSingleton<ComponentRenderer>();
        services.TryAddSingleton<MessageRenderer>();
        services.TryAddSingleton<CommandCompletion>();
        services.TryAddSingleton<IInteractionResponder, InteractionResponder>();
        services.TryAddSingleton<IInteractionSink, GatewayInteractions>();
        services.TryAddSingleton<IGatewayDirectory, RestGatewayDirectory>();
        services.AddSingleton<IRehearsal, InteractionRehearsal>();
        services.AddDiscordGateway();
        services.AddSingleton<ICheckup, DiscordCheckup>();
        services.AddStorage();
        services.TryAddSingleton<RegistrationTurn>();
        services.AddHostedService<CommandRegistration>();
        return services.AddSingleton(provider => new ChatDoor("Discord", Status(provider.GetRequiredService<IOptions<DiscordOptions>>().Value)));
    }

    private static string Status(DiscordOptions options) => (options.Token, options.PublicKey) switch
    {
        ({ Length: > 0 }, { Length: > 0 }) => $"opening the gateway; signed interactions are answered at {DiscordEndpoints.InteractionsPath}",
        ({ Length: > 0 }, _) => "opening the gateway",
        (_, { Length: > 0 }) => $"signed interactions are answered at {DiscordEndpoints.InteractionsPath}; Discord__Token, set once, registers the commands",
        _ => "closed; Discord__Token opens the gateway, Discord__PublicKey the signed endpoint",
    };
}
