using VramBot.Commands.Grammar;
using VramBot.Commands.Replies;
using VramBot.Commands.Replies.Controls;
using VramBot.Core.Languages;

namespace VramBot.Commands;

/// <summary>Keeps an answer in its language: what is written later, and what its buttons ask.</summary>
internal static class AnswerLanguage
{
    /// <summary>The answer, whose figures and controls are written in the language too, whenever they are.</summary>
    public static Answer In(this Answer answer, Language language)
    {
        var (json, controls) = (answer.Json, answer.Controls);
        return answer with
        {
            Language = language,
            Json = json is null ? null : () => Spoken(language, json),
            Controls = () => Spoken(language, controls),
        };
    }

    /// <summary>The answer to a line that named its language: the lines that it offers name it too.</summary>
    public static Answer Asking(this Answer answer, Language language)
    {
        var controls = answer.Controls;
        return answer with
        {
            Reply = answer.Reply with { Sections = [.. answer.Reply.Sections.Select(section => Asking(section, language))] },
            Problems = [.. answer.Problems.Select(problem => problem with { Try = Asking(problem.Try, language) ?? problem.Try })],
            Controls = () => Asking(controls(), language),
        };
    }

    private static T Spoken<T>(Language language, Func<T> write)
    {
        using var spoken = language.Spoken();
        return write();
    }

    private static ReplySection Asking(ReplySection section, Language language) => section switch
    {
        ReplySection.Lines lines => lines with { Items = [.. lines.Items.Select(line => Asking(line, language))] },
        ReplySection.Table table => table with { Rows = [.. table.Rows.Select(row => row with { Command = Asking(row.Command, language) })] },
        _ => section,
    };

    private static ReplyLine Asking(ReplyLine line, Language language)
    {
        var command = Asking(line.Command, language);
        return line with { Command = command, Text = line.Text == line.Command ? command! : line.Text };
    }

    private static ReplyControls Asking(ReplyControls controls, Language language) => new()
    {
        Menus = [.. controls.Menus.Select(menu => menu with { Choices = [.. menu.Choices.Select(choice => choice with { Command = Asking(choice.Command, language)! })] })],
        Buttons = [.. controls.Buttons.Select(group => group.Select(button => button with { Command = Asking(button.Command, language)! }).ToArray()).Select(group => System.Collections.Immutable.ImmutableArray.Create(group))],
    };

    private static string? Asking(string? command, Language language) =>
        command is null or "" || LineLanguage.Of(command) is not null ? command : $"{command} {SharedOptions.Language.Name}:{language.Tag}";
}
