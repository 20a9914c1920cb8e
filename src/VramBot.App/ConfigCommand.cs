using System.CommandLine;
using VramBot.App.Settings;
using VramBot.Terminal;

namespace VramBot.App;

/// <summary><c>config</c>: prints every setting as it is in effect, a secret as <c>***</c>.</summary>
internal static class ConfigCommand
{
    public static Command Create(TextWriter output, TextWriter errors)
    {
        var command = new Command("config", "Print the settings in effect; secrets are not shown, and what is as usual stands behind a #");
        command.SetAction(_ =>
        {
            var settings = BotSettings.Read(WebApplication.CreateSlimBuilder().Configuration);
            foreach (var (setting, shown, isSet) in settings.Shown())
                output.WriteLine($"{(isSet ? string.Empty : "# ")}{setting.Variable}={shown}");
            foreach (var problem in settings.Problems.Concat(settings.Warnings))
                errors.WriteLine(problem);
            return settings.Problems.IsEmpty ? ExitCodes.Fine : ExitCodes.Problem;
        });
        return command;
    }
}
