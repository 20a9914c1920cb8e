using System.Collections.Immutable;
using VramBot.Commands.Grammar;

namespace VramBot.Discord.Commands;

/// <summary>The slash commands, made of the one description that every platform follows.</summary>
internal static class CommandList
{
    /// <summary>The option that says whether only the person who asks sees the answer.</summary>
    public const string Private = "private";

    /// <summary>The option that takes what has no option of its own here, as text.</summary>
    public const string More = "more";

    private const int MostOptions = 25;
    private const string Portuguese = "pt-BR";
    private static readonly ImmutableArray<string> English = ["en-US", "en-GB"];

    /// <summary>All commands for every server, or for one.</summary>
    /// <param name="installs">Where the application can be installed: 0 on servers, 1 by people; empty for the list of one server, which says nothing of it.</param>
    public static ImmutableArray<ApplicationCommand> Of(ImmutableArray<int> installs) =>
        [.. CommandBook.All.Where(command => command.IsBuilt).Select(command => Of(command, installs))];

    private static ApplicationCommand Of(CommandDescription command, ImmutableArray<int> installs) => new(command.Name, command.Summary)
    {
        NameLocalizations = Localized(command.Name, command.Name),
        DescriptionLocalizations = Localized(command.Summary, command.SummaryPortuguese),
        Options = [.. Options(command).OrderByDescending(option => option.Required == true)],
        IntegrationTypes = installs.IsEmpty ? null : installs,
        Contexts = installs.IsEmpty ? null : installs.Contains(1) ? [0, 1, 2] : [0, 1],
    };

    private static IEnumerable<ApplicationCommandOption> Options(CommandDescription command)
    {
        var built = command.Options.Where(option => option.IsBuilt).ToList();
        var own = built.Count + 1 <= MostOptions ? built : [.. built.Where(option => !option.IsRare)];
        foreach (var option in own)
            yield return Of(option);
        if (own.Count < built.Count)
        {
            var rare = built.Where(option => option.IsRare).ToList();
            yield return new(ApplicationCommandOption.Text, More, $"more options as text: {string.Join(' ', rare.Select(option => $"{option.Name}:{option.Example}"))}")
            {
                NameLocalizations = Localized(More, PortugueseNames.Of(More)),
                DescriptionLocalizations = Localized(
                    $"more options as text: {string.Join(' ', rare.Select(option => $"{option.Name}:{option.Example}"))}",
                    $"mais opções como texto: {string.Join(' ', rare.Select(option => $"{option.Name}:{option.Example}"))}"),
            };
        }

        yield return new(ApplicationCommandOption.Boolean, Private, "only you see the answer")
        {
            NameLocalizations = Localized(Private, PortugueseNames.Of(Private)),
            DescriptionLocalizations = Localized("only you see the answer", "só você vê a resposta"),
        };
    }

    private static ApplicationCommandOption Of(OptionDescription option) => new(ApplicationCommandOption.Text, option.Name, option.Summary)
    {
        NameLocalizations = Localized(option.Name, PortugueseNames.Of(option.Name)),
        DescriptionLocalizations = Localized(option.Summary, option.SummaryPortuguese ?? option.Summary),
        Required = option.Default is null ? true : null,
        Choices = HasOnlyChoices(option) ? [.. option.Choices.Select(choice => new CommandChoice(choice, choice))] : null,
        Autocomplete = HasOnlyChoices(option) ? null : true,
    };

    private static bool HasOnlyChoices(OptionDescription option) => option is { Choices.Length: > 0 and <= MostOptions, TakesWords: false };

    private static ImmutableSortedDictionary<string, string> Localized(string english, string portuguese) =>
        English.ToImmutableSortedDictionary(locale => locale, _ => english, StringComparer.Ordinal).Add(Portuguese, portuguese);
}
