using Spectre.Console;

namespace VramBot.Terminal;

/// <summary>Consoles that speak plainly to files and pipes.</summary>
public static class TerminalConsole
{
    private const int PlainWidth = 1000;

    /// <summary>A console over a writer: as the terminal can when it is one; without colour and without line breaks of its own when it is not.</summary>
    public static IAnsiConsole Over(TextWriter writer, bool isTerminal)
    {
        var console = AnsiConsole.Create(new()
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(writer),
        });
        if (!isTerminal)
            console.Profile.Width = PlainWidth;
        return console;
    }
}
