using System.CommandLine;
using VramBot.Terminal;

namespace VramBot.App;

/// <summary><c>commands discord</c> and <c>commands slack-manifest</c>: what would be registered. Neither connection is built yet, and they say so.</summary>
internal static class PlatformCommand
{
    public static Command Create(TextWriter errors) => new("commands", "Print what would be registered on a platform")
    {
        NotYet("discord", "Discord's application commands", errors),
        NotYet("slack-manifest", "A Slack app manifest", errors),
    };

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
