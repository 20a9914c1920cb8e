using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using VramBot.App.Settings;
using VramBot.Chat;
using VramBot.Commands;
using VramBot.Discord;
using VramBot.Observability.Logs;
using VramBot.Observability.Metrics;
using VramBot.Slack;

namespace VramBot.App.Serving;

/// <summary>Puts the bot together.</summary>
internal static class BotBuilder
{
    /// <summary>The bot with its settings read, before it is built.</summary>
    public static (WebApplicationBuilder Builder, BotSettings Settings) Create(ShippedCatalog catalog)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var settings = BotSettings.Read(builder.Configuration);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

        // Which model is read from the hub is what somebody typed.
        if (!string.Equals(builder.Configuration[$"{LogsOptions.Section}:{nameof(LogsOptions.UserText)}"], bool.TrueString, StringComparison.OrdinalIgnoreCase))
            builder.Logging.AddFilter("VramBot.Hub.ModelHub", LogLevel.Warning);

        // The slim builder has all formats, but takes the simple one whatever is set.
        if (builder.Configuration["Logging:Console:FormatterName"] is { Length: > 0 } format)
            builder.Services.Configure<ConsoleLoggerOptions>(console => console.FormatterName = format);
        builder.Services.AddSingleton(settings).AddSingleton(_ => catalog.Value).AddSingleton<CommandDesk>();
        builder.Services.AddHostedService<GoingDown>();
        builder.Services.AddModelReading();
        builder.Services.AddChat();
        builder.Services.AddDiscord();
        builder.Services.AddSlack();
        builder.Services.AddBotItself();
        builder.WebHost.ConfigureKestrel(Guards.Configure);
        return (builder, settings);
    }

    /// <summary>The bot's services for who only looks at them: the bot itself reads some settings while it is built, and cannot be built with those that are wrong.</summary>
    public static ServiceProvider Look(WebApplicationBuilder builder)
    {
        // The configuration goes on living when these services are gone.
        var services = new ServiceCollection().AddSingleton<IConfiguration>(builder.Configuration);
        foreach (var service in builder.Services.Where(service => service.ServiceType != typeof(IConfiguration)))
            services.Add(service);
        return services.BuildServiceProvider();
    }

    private static void AddBotItself(this IServiceCollection services)
    {
        services.AddOptions<HttpOptions>().BindConfiguration(HttpOptions.Section);
        services.AddOptions<MetricsOptions>().BindConfiguration(MetricsOptions.Section);
        services.AddSingleton<IValidateOptions<HttpOptions>, HttpOptions.Validator>();
        services.AddSingleton<IValidateOptions<MetricsOptions>, MetricsOptions.Validator>();
        // Without validation, which comes later and says all that is wrong.
        services.AddOptions<HostOptions>().Configure<IConfiguration>((host, configuration) =>
            host.ShutdownTimeout = TimeSpan.FromSeconds(Math.Max(1, configuration.GetSection(HttpOptions.Section).Get<HttpOptions>()?.ShutdownSeconds ?? new HttpOptions().ShutdownSeconds)));
        services.AddSingleton<Readiness>();
        services.AddSingleton<MetricsPage>();
        services.AddSingleton<BotMeter>();
        services.AddSingleton<ILoggerProvider, LogEntryCounter>();
    }
}
