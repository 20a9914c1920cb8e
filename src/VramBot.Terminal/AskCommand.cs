using System.CommandLine;
using Spectre.Console;
using VramBot.Commands;
using VramBot.Commands.Replies;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Terminal;

/// <summary><c>ask "LINE" [--json]</c>: one line, answered.</summary>
public static class AskCommand
{
    /// <summary>Makes the verb.</summary>
    /// <param name="answers">Gives what answers lines once the verb runs.</param>
    /// <param name="output">Where answers go.</param>
    /// <param name="errors">Where problems go.</param>
    public static Command Create(Func<AnswerLine> answers, IAnsiConsole output, IAnsiConsole errors)
    {
        var words = new Argument<string[]>("LINE") { Description = "A command, as typed in chat: \"/vram model:mixtral-8x7b precision:int4 ctx:4096\"", Arity = ArgumentArity.ZeroOrMore };
        var json = new Option<bool>("--json") { Description = "Print the figures as JSON" };
        var command = new Command("ask", "Answer one command in the terminal") { words, json };
        command.SetAction((result, cancellationToken) => RunAsync(answers(), string.Join(' ', result.GetValue(words) ?? []), result.GetValue(json), output, errors, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(AnswerLine answers, string line, bool json, IAnsiConsole output, IAnsiConsole errors, CancellationToken cancellationToken)
    {
        var answer = await ShownProgress.WhileAsync(answers, line, errors, cancellationToken);
        return Print(answer, json, output, errors);
    }

    private static int Print(Answer answer, bool json, IAnsiConsole output, IAnsiConsole errors)
    {
        using var spoken = answer.Language.Spoken();
        if (answer.Problems.Length > 0)
        {
            new ReplyRenderer(errors).Write(answer.Reply);
            return ExitCodes.Problem;
        }

        if (!json)
            new ReplyRenderer(output).Write(answer.Reply);
        else if (answer.Json is { } figures)
            output.Profile.Out.Writer.WriteLine(figures());
        else
            errors.WriteLine(Tr("--json prints figures, which this answer has none of: ask /vram for some."));
        return json && answer.Json is null ? ExitCodes.Problem : ExitCodes.Fine;
    }
}
