using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using VramBot.Hub.Cache;
using VramBot.Hub.Transport;
using VramBot.Storage;

namespace VramBot.Hub;

/// <summary>The hub's place among the services.</summary>
public static class HubServices
{
    /// <summary>Adds <see cref="IModelHub"/>. The catalog has to be among the services too: models are read into its formats.</summary>
    public static IServiceCollection AddVramBotHub(this IServiceCollection services)
    {
        services.AddOptions<HubOptions>().BindConfiguration(HubOptions.Section).ValidateOnStart();
        services.AddStorage();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HubOptions>, HubOptions.Validator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HubOptions>, HubOptions.AddressValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<StoredHubCache>();
        services.TryAddSingleton<IHubCache, FallbackHubCache>();
        services.TryAddSingleton<IAskLimit, AskLimit>();
        services.TryAddSingleton<IModelHub, ModelHub>();
        return services;
    }
}
