using System.Collections.Immutable;
using VramBot.Commands.Grammar;

namespace VramBot.Slack.Manifest;

/// <summary>Writes the app manifest that a workspace's owner pastes at api.slack.com/apps: commands, scopes, and the way in.</summary>
/// <remarks>Source of names and lengths: slackapi/manifest-schema 2.0.0. The app-level token of Socket Mode is no part of a manifest: it is made by hand.</remarks>
public static class SlackManifest
{
    private const string Name = "VramBot";
    private const string Description = "How much GPU memory a model needs, what it fits on, and what to change if it does not";
    private const string PlaceholderUrl = "https://vrambot.example.com";
    private const string CommandsPath = "/slack/commands";
    private const string InteractionsPath = "/slack/interactions";
    private const string OptionsPath = "/slack/options";
    private const string EventsPath = "/slack/events";
    private const string InstalledPath = "/slack/oauth/callback";

    /// <summary>The manifest as YAML.</summary>
    /// <param name="httpMode">Whether Slack sends signed requests to a public address; else the bot opens a socket itself, and needs none.</param>
    /// <param name="publicUrl">That address, up to where <c>/slack</c> begins; a placeholder when it is not known yet. Not used without <paramref name="httpMode"/>.</param>
    /// <param name="shares">Whether the bot posts messages of its own, beside answers: that takes one scope more.</param>
    public static string Write(bool httpMode, string? publicUrl, bool shares)
    {
        var root = (publicUrl is { Length: > 0 } ? publicUrl : PlaceholderUrl).TrimEnd('/');
        var yaml = new YamlText();
        if (httpMode && root == PlaceholderUrl)
            yaml.Comment($"Put the bot's public address in place of {PlaceholderUrl}.");
        if (!httpMode)
            yaml.Comment("Then make an app-level token with connections:write (Basic Information, App-Level Tokens): Slack__AppToken.");
        yaml.Begin("display_information").Text("name", Name).Text("description", Description).Text("background_color", "#2c2d30").End();
        yaml.Begin("features").Begin("bot_user").Text("display_name", "vrambot").Flag("always_online", true).End().Begin("slash_commands");
        foreach (var command in CommandBook.All.Where(command => command.IsBuilt))
            Write(yaml, command, httpMode ? $"{root}{CommandsPath}" : null);
        yaml.End().End();
        yaml.Begin("oauth_config");
        if (httpMode)
            yaml.Begin("redirect_urls").Item($"{root}{InstalledPath}").End();
        yaml.Begin("scopes").Begin("bot");
        foreach (var scope in BotScopes(shares))
            yaml.Item(scope);
        yaml.End().End().End();
        yaml.Begin("settings").Begin("event_subscriptions");
        if (httpMode)
            yaml.Text("request_url", $"{root}{EventsPath}");
        yaml.Begin("bot_events").Item("app_uninstalled").Item("tokens_revoked").End().End();
        yaml.Begin("interactivity").Flag("is_enabled", true);
        if (httpMode)
            yaml.Text("request_url", $"{root}{InteractionsPath}").Text("message_menu_options_url", $"{root}{OptionsPath}");
        yaml.End().Flag("org_deploy_enabled", false).Flag("socket_mode_enabled", !httpMode).Flag("token_rotation_enabled", false).End();
        return yaml.ToString();
    }

    /// <summary>The scopes that the bot token needs.</summary>
    internal static ImmutableArray<string> BotScopes(bool shares) => shares ? ["commands", "chat:write"] : ["commands"];

    private static void Write(YamlText yaml, CommandDescription command, string? url)
    {
        yaml.BeginItem().Text("command", $"/{command.Name}");
        if (url is not null)
            yaml.Text("url", url);
        yaml.Text("description", command.Summary);
        if (Hint(command) is { Length: > 0 } hint)
            yaml.Text("usage_hint", hint);
        yaml.Flag("should_escape", false).End();
    }

    /// <summary>The first example that has words behind its command.</summary>
    private static string? Hint(CommandDescription command) =>
        command.Examples.Select(example => example.IndexOf(' ', StringComparison.Ordinal) is var end and > 0 ? example[(end + 1)..] : string.Empty).FirstOrDefault(words => words.Length > 0);
}
