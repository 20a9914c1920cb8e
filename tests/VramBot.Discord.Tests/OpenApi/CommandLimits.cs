using System.Text.Json;
using System.Text.RegularExpressions;

namespace VramBot.Discord.Tests.OpenApi;

/// <summary>The limits of application commands that no schema states.</summary>
/// <remarks>Source: Discord's documentation, interactions/application-commands.</remarks>
internal static partial class CommandLimits
{
    private const int ChatInput = 1;
    private const int SubCommand = 1;
    private const int SubCommandGroup = 2;
    private const int MostCharacters = 8_000;
    private const int LongestChoice = 100;
    private static readonly Dictionary<int, int> MostOfType = new() { [1] = 100, [2] = 15, [3] = 15, [4] = 1 };

    private static readonly HashSet<string> Locales = new(StringComparer.Ordinal)
    {
        "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko",
    };

    /// <summary>What is wrong with a scope's commands.</summary>
    public static IEnumerable<string> ProblemsOf(JsonElement commands, bool ofGuild)
    {
        var all = commands.EnumerateArray().ToList();
        return
        [
            .. all.GroupBy(TypeOf).Where(group => group.Count() > MostOfType[group.Key]).Select(group => $"{group.Count()} commands of type {group.Key}"),
            .. all.GroupBy(command => (TypeOf(command), NameOf(command))).Where(group => group.Count() > 1).Select(group => $"{group.Key} stands there twice"),
            .. all.SelectMany(command => CommandProblems(command, ofGuild).Select(problem => $"/{NameOf(command)}: {problem}")),
        ];
    }

    private static IEnumerable<string> CommandProblems(JsonElement command, bool ofGuild)
    {
        var isChatInput = TypeOf(command) == ChatInput;
        var size = SizeOf(command);
        if (size > MostCharacters)
            yield return $"{size} characters, at most {MostCharacters} (APPLICATION_COMMAND_TOO_LARGE)";
        if (isChatInput != MessageLimits.Text(command, "description").Length > 0)
            yield return isChatInput ? "no description" : "a description where none belongs";
        foreach (var field in new[] { "integration_types", "contexts", "dm_permission" })
            if (ofGuild && command.TryGetProperty(field, out _))
                yield return $"{field} is for global commands only";
        if (!isChatInput)
            yield break;
        foreach (var problem in NameProblems(command).Concat(OptionProblems(command, 0)))
            yield return problem;
    }

    private static IEnumerable<string> NameProblems(JsonElement named)
    {
        foreach (var (locale, name) in Localised(named, "name").Prepend((string.Empty, NameOf(named))))
            if (!Name().IsMatch(name) || name.Any(char.IsUpper))
                yield return $"the name {name} {locale}";
        foreach (var (locale, _) in Localised(named, "name").Concat(Localised(named, "description")).Where(pair => !Locales.Contains(pair.Locale)))
            yield return $"no locale {locale}";
    }

    private static IEnumerable<string> OptionProblems(JsonElement parent, int depth)
    {
        var options = MessageLimits.List(parent, "options").ToList();
        var optional = false;
        foreach (var option in options)
        {
            var isRequired = option.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.True;
            if (isRequired && optional)
                yield return $"{NameOf(option)} is required after one that is not";
            optional |= !isRequired;
            foreach (var problem in NameProblems(option).Concat(ChoiceProblems(option)).Concat(OptionProblems(option, depth + 1)))
                yield return $"{NameOf(option)}: {problem}";
            if (TypeOf(option) == SubCommandGroup && depth > 0)
                yield return $"the group {NameOf(option)} within another";
            if (TypeOf(option) is SubCommand or SubCommandGroup != (TypeOf(options[0]) is SubCommand or SubCommandGroup))
                yield return $"{NameOf(option)}: sub-commands beside options";
        }

        foreach (var locale in Locales.Prepend(string.Empty))
            foreach (var group in options.GroupBy(option => NameIn(option, locale), StringComparer.Ordinal).Where(group => group.Count() > 1))
                yield return $"two options named {group.Key} {locale}";
    }

    private static IEnumerable<string> ChoiceProblems(JsonElement option)
    {
        var choices = MessageLimits.List(option, "choices").ToList();
        if (choices.Count > 0 && option.TryGetProperty("autocomplete", out var typed) && typed.ValueKind == JsonValueKind.True)
            yield return "choices and autocomplete";
        foreach (var choice in choices.Where(choice => choice.GetProperty("value") is { ValueKind: JsonValueKind.String } value && MessageLimits.Length(value.GetString()!) > LongestChoice))
            yield return $"the value of {NameOf(choice)} is too long";
        foreach (var group in choices.GroupBy(NameOf, StringComparer.Ordinal).Where(group => group.Count() > 1))
            yield return $"two choices named {group.Key}";
        foreach (var (least, most) in new[] { ("min_value", "max_value"), ("min_length", "max_length") })
            if (option.TryGetProperty(least, out var low) && option.TryGetProperty(most, out var high) && low.GetDouble() > high.GetDouble())
                yield return $"{least} above {most}";
    }

    // Of each text the longest translation counts.
    private static int SizeOf(JsonElement node) =>
        Longest(node, "name") + Longest(node, "description")
        + MessageLimits.List(node, "options").Sum(SizeOf)
        + MessageLimits.List(node, "choices").Sum(choice => Longest(choice, "name") + MessageLimits.Length(choice.GetProperty("value").ToString()));

    private static int Longest(JsonElement node, string name) => Localised(node, name).Select(pair => MessageLimits.Length(pair.Text)).Append(MessageLimits.Length(MessageLimits.Text(node, name))).Max();

    private static IEnumerable<(string Locale, string Text)> Localised(JsonElement node, string name) =>
        node.TryGetProperty($"{name}_localizations", out var texts) && texts.ValueKind == JsonValueKind.Object ? texts.EnumerateObject().Select(text => (text.Name, text.Value.GetString()!)) : [];

    private static string NameIn(JsonElement node, string locale) => Localised(node, "name").Where(pair => pair.Locale == locale).Select(pair => pair.Text).FirstOrDefault(NameOf(node));

    private static string NameOf(JsonElement node) => MessageLimits.Text(node, "name");

    private static int TypeOf(JsonElement node) => node.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.Number ? type.GetInt32() : ChatInput;

    [GeneratedRegex(@"^[-_'\p{L}\p{N}\p{IsDevanagari}\p{IsThai}]{1,32}$")]
    private static partial Regex Name();
}
