using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VramBot.Discord.Interactions;

namespace VramBot.Discord.Http;

/// <summary>Discord's place among the HTTP paths.</summary>
public static class DiscordEndpoints
{
    /// <summary>Where Discord sends interactions.</summary>
    public const string InteractionsPath = "/discord/interactions";

    /// <summary>Opens the signed endpoint, if <see cref="DiscordOptions.PublicKey"/> is set; without a key nothing is there.</summary>
    /// <exception cref="InvalidOperationException">The key is none, or signatures cannot be checked on this machine; the message says what to do.</exception>
    public static IEndpointRouteBuilder MapDiscordInteractions(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var services = endpoints.ServiceProvider;
        if (services.GetRequiredService<IOptions<DiscordOptions>>().Value.PublicKey is not { Length: > 0 } digits)
            return endpoints;
        var endpoint = new InteractionsEndpoint(
            Ed25519PublicKey.FromHex(digits),
            services.GetRequiredService<IInteractionResponder>(),
            services.GetService<TimeProvider>() ?? TimeProvider.System,
            services.GetRequiredService<ILogger<InteractionsEndpoint>>());
        endpoints.MapPost(InteractionsPath, endpoint.HandleAsync);
        return endpoints;
    }
}
