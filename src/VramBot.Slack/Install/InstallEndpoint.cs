using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VramBot.Chat;
using VramBot.Slack.Interactions;
using VramBot.Slack.WebApi;
using VramBot.Storage;

namespace VramBot.Slack.Install;

/// <summary>Installs the app into a workspace: sends people to Slack, and takes the code that they bring back.</summary>
internal sealed partial class InstallEndpoint(IOptions<SlackOptions> settings, SlackWebApi api, ISlackInstallations installations, InstallState states, ILogger<InstallEndpoint> logger)
{
    // Answers go out by acknowledgements and response_urls: nothing else has to be allowed.
    private const string Scopes = "commands";
    private const string Cookie = "vrambot_slack_state";
    private const string CookiePath = "/slack";
    private const string Again = "Open /slack/install on this server to begin again.";

    private readonly SlackOptions options = settings.Value;

    /// <summary>Sends somebody to Slack.</summary>
    public Task BeginAsync(HttpContext context)
    {
        try
        {
            return BeginAsync(context, states.Make());
        }
        catch (StorageException exception)
        {
            return CannotKeepAsync(context, exception);
        }
    }

    /// <summary>Takes somebody back.</summary>
    public async Task FinishAsync(HttpContext context)
    {
        try
        {
            await TakeBackAsync(context);
        }
        catch (StorageException exception)
        {
            await CannotKeepAsync(context, exception);
        }
    }

    private Task BeginAsync(HttpContext context, (string State, string Cookie) made)
    {
        var (state, cookie) = made;
        context.Response.Cookies.Append(Cookie, cookie, CookieOf(context, InstallState.Life));
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        var query = $"client_id={Uri.EscapeDataString(options.ClientId!)}&scope={Scopes}&state={Uri.EscapeDataString(state)}";
        if (!string.IsNullOrEmpty(options.RedirectUrl))
            query += $"&redirect_uri={Uri.EscapeDataString(options.RedirectUrl)}";
        context.Response.Redirect($"{new Uri(ApiTransport.BaseAddress(options.ApiBaseUrl), "/oauth/v2/authorize")}?{query}");
        return Task.CompletedTask;
    }

    private async Task TakeBackAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var isOurs = await states.TakeAsync(query["state"], context.Request.Cookies[Cookie], context.RequestAborted);
        context.Response.Cookies.Delete(Cookie, CookieOf(context, null));
        if (!isOurs)
            await InstallPage.WriteAsync(context, StatusCodes.Status400BadRequest, "Not installed", $"This link was opened in another browser, was used before, or is older than ten minutes. {Again}");
        else if (query["error"].ToString() is { Length: > 0 } error)
            await InstallPage.WriteAsync(context, StatusCodes.Status200OK, "Not installed", error == "access_denied" ? $"The installation was cancelled in Slack; nothing was changed. {Again}" : $"Slack says: {SlackErrors.Word(error)}. {Again}");
        else if (query["code"].ToString() is { Length: > 0 and <= 1024 } code)
            await ExchangeAsync(context, code);
        else
            await InstallPage.WriteAsync(context, StatusCodes.Status400BadRequest, "Not installed", $"Slack sent no code. {Again}");
    }

    private Task CannotKeepAsync(HttpContext context, StorageException exception)
    {
        Log.NotKept(logger, exception.Message);
        return InstallPage.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "Not installed", $"This server cannot keep an installation at the moment. In a few minutes, try again. {Again}");
    }

    private async Task ExchangeAsync(HttpContext context, string code)
    {
        try
        {
            var answer = await api.ExchangeAsync(options.ClientId!, options.ClientSecret!, code, options.RedirectUrl, context.RequestAborted);
            if (answer.ExpiresIn is not null)
            {
                Log.Rotates(logger);
                await InstallPage.WriteAsync(context, StatusCodes.Status502BadGateway, "Not installed", $"The app's tokens expire, which VramBot does not renew yet. Turn token rotation off in the app's settings. {Again}");
                return;
            }

            if (WorkspaceOf(answer) is not { } workspace || string.IsNullOrEmpty(answer.AccessToken))
                throw new SlackApiException(SlackFailure.Garbled, SlackMethod.OAuthAccess);
            await installations.KeepAsync(new() { Workspace = workspace, Token = answer.AccessToken }, context.RequestAborted);
            Log.Installed(logger);
            var name = (answer.IsEnterpriseInstall ? answer.Enterprise?.Name : answer.Team?.Name) ?? "your workspace";
            await InstallPage.WriteAsync(context, StatusCodes.Status200OK, "Installed", $"VramBot is now in {name}. Try /vram model:qwen3-8b in any channel.");
        }
        catch (SlackApiException exception)
        {
            Log.Refused(logger, exception.Message);
            var why = exception.Error is "invalid_code" or "code_already_used" ? "Slack does not take this code: it was used before, or is older than ten minutes." : "Slack did not confirm the installation.";
            await InstallPage.WriteAsync(context, exception.Error is "invalid_code" or "code_already_used" ? StatusCodes.Status400BadRequest : StatusCodes.Status502BadGateway, "Not installed", $"{why} {Again}");
        }
    }

    private static SlackWorkspace? WorkspaceOf(OAuthAnswer answer) => answer switch
    {
        { TokenType: not (null or "bot") } => null,
        { IsEnterpriseInstall: true, Enterprise.Id: { Length: > 0 } enterprise } => new(enterprise, null),
        { IsEnterpriseInstall: false, Team.Id: { Length: > 0 } team } => new(answer.Enterprise?.Id, team),
        _ => null,
    };

    // Lax: the browser comes back from Slack by a link.
    private CookieOptions CookieOf(HttpContext context, TimeSpan? life) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps || options.RedirectUrl?.StartsWith("https:", StringComparison.Ordinal) is true,
        Path = CookiePath,
        MaxAge = life,
    };

    private static partial class Log
    {
        [LoggerMessage(271, LogLevel.Information, "The app was installed into a workspace")]
        public static partial void Installed(ILogger logger);

        [LoggerMessage(272, LogLevel.Warning, "An installation failed. {Why}")]
        public static partial void Refused(ILogger logger, string why);

        [LoggerMessage(274, LogLevel.Error, "An installation could not be kept. {Why}")]
        public static partial void NotKept(ILogger logger, string why);

        [LoggerMessage(273, LogLevel.Error, "An installation was refused: the app's tokens expire. Turn token rotation off in the app's settings")]
        public static partial void Rotates(ILogger logger);
    }
}
