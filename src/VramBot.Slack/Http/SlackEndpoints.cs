using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VramBot.Chat;
using VramBot.Slack.Install;
using VramBot.Slack.WebApi;
using VramBot.Storage;

namespace VramBot.Slack.Http;

/// <summary>Slack's place among the HTTP paths.</summary>
public static class SlackEndpoints
{
    /// <summary>Where Slack sends slash commands.</summary>
    public const string CommandsPath = "/slack/commands";

    /// <summary>Where it sends clicks and forms.</summary>
    public const string InteractionsPath = "/slack/interactions";

    /// <summary>Where it asks for the entries of a menu.</summary>
    public const string OptionsPath = "/slack/options";

    /// <summary>Where it sends events.</summary>
    public const string EventsPath = "/slack/events";

    /// <summary>Where people begin to install the app into their workspace.</summary>
    public const string InstallPath = "/slack/install";

    /// <summary>Where Slack sends them back.</summary>
    public const string CallbackPath = "/slack/oauth/callback";

    /// <summary>
    /// Opens the signed endpoints, if <see cref="SlackOptions.SigningSecret"/> is set, and the installation, if <see cref="SlackOptions.ClientId"/> and <see cref="SlackOptions.ClientSecret"/> are; without
    /// them nothing is there.
    /// </summary>
    public static IEndpointRouteBuilder MapSlack(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var services = endpoints.ServiceProvider;
        var options = services.GetRequiredService<IOptions<SlackOptions>>().Value;
        if (!string.IsNullOrWhiteSpace(options.SigningSecret))
            MapSigned(endpoints, services, options.SigningSecret);
        if (options.Installs)
            MapInstall(endpoints, services);
        return endpoints;
    }

    private static void MapInstall(IEndpointRouteBuilder endpoints, IServiceProvider services)
    {
        // What is wrong with the database is said when the bot starts, not when somebody installs.
        services.GetRequiredService<Database>().Begin();
        var endpoint = services.GetRequiredService<InstallEndpoint>();
        endpoints.MapGet(InstallPath, endpoint.BeginAsync);
        endpoints.MapGet(CallbackPath, endpoint.FinishAsync);
    }

    private static void MapSigned(IEndpointRouteBuilder endpoints, IServiceProvider services, string secret)
    {
        var requests = new SignedRequests(new(secret), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<SignedRequests>>());
        var endpoint = new SlackEndpoint(requests, services.GetRequiredService<TimelyAnswers>(), services.GetRequiredService<WorkInFlight>());
        foreach (var path in new[] { CommandsPath, InteractionsPath, OptionsPath })
        {
            endpoints.MapPost(path, endpoint.AnswerAsync);
            endpoints.MapGet(path, SlackEndpoint.ProbeAsync);
        }

        endpoints.MapPost(EventsPath, endpoint.TakeEventAsync);
    }
}
