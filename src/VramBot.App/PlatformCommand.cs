using System.CommandLine;
using VramBot.Discord.Commands;
using VramBot.Slack.Manifest;
using VramBot.Terminal;

namespace VramBot.App;

/// <summary><c>commands discord</c> and <c>commands slack-manifest</c>: what would be registered.</summary>
internal static class PlatformCommand
{
    public static Command Create(TextWriter output) => new("commands", "Print what would be registered on a platform")
    {
        Discord(output),
        SlackManifestCommand(output),
    };

    private static Command Discord(TextWriter output)
    {
        var command = new Command("discord", "Discord's application commands, as JSON");
        command.SetAction(_ =>
        {
            output.WriteLine(DiscordCommands.AsJson());
            return ExitCodes.Fine;
        });
        return command;
    }

    private static Command SlackManifestCommand(TextWriter output)
    {
        var address = new Option<string?>("--url") { Description = "The bot's public address, for signed HTTP; left out, Socket Mode, which needs none" };
        var command = new Command("slack-manifest", "A Slack app manifest to paste, as YAML") { address };
        command.SetAction(result =>
        {
            output.Write(SlackManifest.Write(result.GetValue(address) is not null, result.GetValue(address), shares: false));
            return ExitCodes.Fine;
        });
        return command;
    }
}
