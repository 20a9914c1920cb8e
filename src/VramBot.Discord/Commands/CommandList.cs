using System.Collections.Immutable;
using VramBot.Commands.Grammar;
using VramBot.Core.Languages;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Discord.Commands;

/// <summary>The slash commands, made of the one description that every platform follows.</summary>
internal static class CommandList
{
    /// <summary>The option that says whether only the person who asks sees the answer.</summary>
    public const string Private = "private";

    /// <summary>The option that takes what has no option of its own here, as text.</summary>
    public const string More = "more";

    private const int MostOptions = 25;
    private static readonly ImmutableArray<string> English = ["en-US", "en-GB"];

    /// <summary>All commands for every server, or for one.</summary>
    /// <param name="installs">Where the application can be installed: 0 on servers, 1 by people; empty for the list of one server, which says nothing of it.</param>
    public static ImmutableArray<ApplicationCommand> Of(ImmutableArray<int> installs) =>
        [.. CommandBook.All.Where(command => command.IsBuilt).Select(command => Of(command, installs))];

    private static ApplicationCommand Of(CommandDescription command, ImmutableArray<int> installs) => new(command.Name, command.Summary)
    {
        NameLocalizations = Localized(_ => command.Name),
        DescriptionLocalizations = Localized(language => language.Of(command.Summary)),
        Options = [.. Options(command).OrderByDescending(option => option.Required == true)],
        IntegrationTypes = installs.IsEmpty ? null : installs,
        Contexts = installs.IsEmpty ? null : installs.Contains(1) ? [0, 1, 2] : [0, 1],
    };

    private static IEnumerable<ApplicationCommandOption> Options(CommandDescription command)
    {
        var built = command.Options.Where(option => option is { IsBuilt: true, IsKnownByPlatform: false }).ToList();
        var own = built.Count + 1 <= MostOptions ? built : [.. built.Where(option => !option.IsRare)];
        foreach (var option in own)
            yield return Of(option);
        if (own.Count < built.Count)
        {
            var rare = string.Join(' ', built.Where(option => option.IsRare).Select(option => $"{option.Name}:{option.Example}"));
            yield return Named(ApplicationCommandOption.Text, More, _ => Tr($"more options as text: {rare}"));
        }

        yield return Named(ApplicationCommandOption.Boolean, Private, language => language.Of("only you see the answer"));
    }

    private static ApplicationCommandOption Of(OptionDescription option) => Named(ApplicationCommandOption.Text, option.Name, language => language.Of(option.Summary)) with
    {
        Required = option.Default is null ? true : null,
        Choices = HasOnlyChoices(option) ? [.. option.Choices.Select(choice => new CommandChoice(choice, choice))] : null,
        Autocomplete = HasOnlyChoices(option) ? null : true,
    };

    private static bool HasOnlyChoices(OptionDescription option) => option is { Choices.Length: > 0 and <= MostOptions, TakesWords: false };

    private static ApplicationCommandOption Named(int type, string name, Func<Language, string> summary) => new(type, name, Said(Language.English, summary))
    {
        NameLocalizations = Localized(language => language.OptionName(name)),
        DescriptionLocalizations = Localized(summary),
    };

    /// <summary>The text in each language under Discord's names of it; English goes by two.</summary>
    private static ImmutableSortedDictionary<string, string> Localized(Func<Language, string> text) => Language.All
        .SelectMany(language => language == Language.English ? English : [language.Tag], (language, locale) => (locale, text: Said(language, text)))
        .ToImmutableSortedDictionary(said => said.locale, said => said.text, StringComparer.Ordinal);

    private static string Said(Language language, Func<Language, string> text)
    {
        using var spoken = language.Spoken();
        return text(language);
    }
}
