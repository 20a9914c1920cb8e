using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace VramBot.Storage;

/// <summary>The database's place among the services.</summary>
public static class StorageServices
{
    /// <summary>Adds <see cref="Database"/> and what is written over it; more than once makes no difference.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(Database)))
            return services;
        services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, StorageOptions.Validator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Database>();
        services.AddSingleton<Leases>();
        services.AddSingleton<KeptSecrets>();
        return services.AddHostedService<DatabaseStart>();
    }
}
