using System.CommandLine;
using Spectre.Console;
using VramBot.Commands;
using VramBot.Core.Catalogs;

namespace VramBot.Terminal;

/// <summary><c>chat</c>: lines answered one after another, with history and completion on a terminal.</summary>
public static class ChatCommand
{
    /// <summary>Makes the verb.</summary>
    /// <param name="catalog">Gives the catalog once the verb runs.</param>
    /// <param name="output">Where answers go.</param>
    /// <param name="input">Where lines come from; null for the terminal, or what is piped in.</param>
    public static Command Create(Func<Catalog> catalog, IAnsiConsole output, TextReader? input = null)
    {
        var command = new Command("chat", "Answer commands one after another; exit or Ctrl-D leaves");
        command.SetAction(_ => Run(catalog(), output, input ?? (Console.IsInputRedirected ? Console.In : null)));
        return command;
    }

    private static int Run(Catalog catalog, IAnsiConsole output, TextReader? input)
    {
        var desk = new CommandDesk(catalog);
        var renderer = new ReplyRenderer(output);
        if (input is not null)
        {
            while (input.ReadLine() is { } line && !IsExit(line))
                Answer(desk, renderer, output, line);
            return ExitCodes.Fine;
        }

        output.WriteLine("Type a command, for example /vram model:llama-3.1-8b gpu:4090. Tab completes, exit leaves.");
        var editor = new LineEditor(new Completion(catalog));
        while (editor.Read("> ") is { } line && !IsExit(line))
            Answer(desk, renderer, output, line);
        return ExitCodes.Fine;
    }

    private static bool IsExit(string line) => line.Trim().ToLowerInvariant() is "exit" or "quit" or "/exit" or "/quit";

    private static void Answer(CommandDesk desk, ReplyRenderer renderer, IAnsiConsole output, string line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;
        var answer = desk.Ask(line);
        using var spoken = answer.Language.Spoken();
        renderer.Write(answer.Reply);
        output.WriteLine();
    }
}
