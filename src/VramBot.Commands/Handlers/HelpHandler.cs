using System.Collections.Immutable;
using VramBot.Commands.Grammar;
using VramBot.Commands.Replies;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Handlers;

/// <summary>Answers <c>/vram-help</c> from the descriptions of the commands.</summary>
public static class HelpHandler
{
    /// <summary>Everything, or one command or option.</summary>
    public static Reply Handle(TypedLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var topic = (line["topic"] ?? string.Empty).TrimStart('/').ToLowerInvariant();
        if (topic.Length == 0)
            return Everything();
        if (CommandBook.All.FirstOrDefault(command => command.Name == topic || command.ShortName == topic) is { } named)
            return Command(named);
        if (Options(topic) is { Length: > 0 } options)
            return Options(options);
        return Everything() with { Headline = Tr($"There is no command or option `{LineReader.Shown(topic)}`; these are there.") };
    }

    private static Reply Everything() => new(Tr("VramBot: how much GPU memory a model needs"))
    {
        Sections =
        [
            new ReplySection.Lines(Tr("Commands"), [.. CommandBook.All.Where(command => command.IsBuilt).Select(command => new ReplyLine(LineMark.None, $"/{command.Name}: {Tr(command.Summary)}"))]),
            OptionLines(CommandBook.Vram),
            Examples(CommandBook.Vram),
        ],
        Footer = Tr($"Not there yet: {string.Join(", ", CommandBook.All.Where(command => !command.IsBuilt).Select(command => $"/{command.Name}").Concat(CommandBook.Vram.Options.Where(option => !option.IsBuilt).Select(option => option.Name)))}"),
    };

    private static Reply Command(CommandDescription command) => new($"/{command.Name}")
    {
        Headline = command.IsBuilt ? Tr(command.Summary) : Tr($"{Tr(command.Summary)}. It is not there yet."),
        Sections = command.IsBuilt ? [OptionLines(command), Examples(command)] : [],
    };

    /// <summary>The option of each command that has it; commands that share its description are named together.</summary>
    private static ImmutableArray<(OptionDescription Option, ImmutableArray<CommandDescription> Commands)> Options(string topic) =>
    [
        .. CommandBook.All.Select(command => (Option: command.Find(topic), Command: command)).Where(found => found.Option is not null)
            .GroupBy(found => found.Option!.Summary, (_, found) => found.ToImmutableArray()).Select(found => (found[0].Option!, found.Select(each => each.Command).ToImmutableArray())),
    ];

    private static Reply Options(ImmutableArray<(OptionDescription Option, ImmutableArray<CommandDescription> Commands)> options) => new(options[0].Option.Name)
    {
        Headline = $"{Tr(options[0].Option.Summary)}{(options[0].Option.IsBuilt ? string.Empty : Tr(" (not there yet)"))}",
        Sections =
        [
            Option(options[0].Option, OnlyElsewhere(options[0].Commands)),
            .. options.Skip(1).Select(other => Option(other.Option, Tr($"In {Names(other.Commands)}: {Tr(other.Option.Summary)}"))),
        ],
    };

    /// <summary>The commands that have an option which the first one lacks; the first goes without saying.</summary>
    private static string OnlyElsewhere(ImmutableArray<CommandDescription> commands) => commands.Contains(CommandBook.Vram) ? string.Empty : Tr($"In {Names(commands)}");

    private static string Names(ImmutableArray<CommandDescription> commands) => string.Join(", ", commands.Select(command => $"/{command.Name}"));

    private static ReplySection.Lines Option(OptionDescription option, string heading) => new(heading,
    [
        new(LineMark.None, Tr($"for example {option.Name}:{option.Example}")),
        .. option.Default is { } otherwise ? [new ReplyLine(LineMark.None, Tr($"left out: {Tr(otherwise)}"))] : Array.Empty<ReplyLine>(),
        .. option.Aliases.Length > 0 ? [new ReplyLine(LineMark.None, Tr($"also: {string.Join(", ", option.Aliases)}"))] : Array.Empty<ReplyLine>(),
    ]);

    private static ReplySection.Lines OptionLines(CommandDescription command) => new(
        Tr($"Options of /{command.Name}"),
        [.. command.Options.Where(option => option.IsBuilt).Select(option => new ReplyLine(LineMark.None, $"{option.Name}: {Tr(option.Summary)}"))]);

    private static ReplySection.Lines Examples(CommandDescription command) =>
        new(Tr("Examples"), [.. command.Examples.Select(example => new ReplyLine(LineMark.None, example, example))]);
}
