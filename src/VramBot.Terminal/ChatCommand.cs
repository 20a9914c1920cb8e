using System.CommandLine;
using Spectre.Console;
using VramBot.Commands;
using VramBot.Core.Catalogs;

namespace VramBot.Terminal;

/// <summary><c>chat</c>: lines answered one after another, with history and completion on a terminal.</summary>
public static class ChatCommand
{
    /// <summary>Makes the verb.</summary>
    /// <param name="answers">Gives what answers lines once the verb runs.</param>
    /// <param name="catalog">Gives the catalog once the verb runs.</param>
    /// <param name="output">Where answers go.</param>
    /// <param name="input">Where lines come from; null for the terminal, or what is piped in.</param>
    public static Command Create(Func<AnswerLine> answers, Func<Catalog> catalog, IAnsiConsole output, TextReader? input = null)
    {
        var command = new Command("chat", "Answer commands one after another; exit or Ctrl-D leaves");
        command.SetAction((_, cancellationToken) => RunAsync(answers(), catalog(), output, input ?? (Console.IsInputRedirected ? Console.In : null), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(AnswerLine answers, Catalog catalog, IAnsiConsole output, TextReader? input, CancellationToken cancellationToken)
    {
        var renderer = new ReplyRenderer(output);
        if (input is not null)
        {
            while (await input.ReadLineAsync(cancellationToken) is { } line && !IsExit(line))
                await AnswerAsync(answers, renderer, output, line, cancellationToken);
            return ExitCodes.Fine;
        }

        output.WriteLine("Type a command, for example /vram model:llama-3.1-8b gpu:4090. Tab completes, exit leaves.");
        var editor = new LineEditor(new Completion(catalog));
        while (editor.Read("> ") is { } line && !IsExit(line))
            await AnswerAsync(answers, renderer, output, line, cancellationToken);
        return ExitCodes.Fine;
    }

    private static bool IsExit(string line) => line.Trim().ToLowerInvariant() is "exit" or "quit" or "/exit" or "/quit";

    private static async Task AnswerAsync(AnswerLine answers, ReplyRenderer renderer, IAnsiConsole output, string line, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;
        Write(await ShownProgress.WhileAsync(answers, line, output, cancellationToken), renderer, output);
    }

    private static void Write(Answer answer, ReplyRenderer renderer, IAnsiConsole output)
    {
        using var spoken = answer.Language.Spoken();
        renderer.Write(answer.Reply);
        output.WriteLine();
    }
}
