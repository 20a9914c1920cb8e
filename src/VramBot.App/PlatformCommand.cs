using System.CommandLine;
using VramBot.Discord.Commands;
using VramBot.Terminal;

namespace VramBot.App;

/// <summary><c>commands discord</c> and <c>commands slack-manifest</c>: what would be registered.</summary>
internal static class PlatformCommand
{
    public static Command Create(TextWriter output, TextWriter errors) => new("commands", "Print what would be registered on a platform")
    {
        Discord(output),
        NotYet("slack-manifest", "A Slack app manifest", errors),
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

    private static Command NotYet(string name, string summary, TextWriter errors)
    {
        var command = new Command(name, $"{summary} (not there yet)");
        command.SetAction(_ =>
        {
            errors.WriteLine($"{summary} cannot be printed yet: this release answers in the terminal. Try: ask \"/vram-help\"");
            return ExitCodes.Problem;
        });
        return command;
    }
}
