using System.Collections.Immutable;
using System.Text.Json;

namespace VramBot.Discord.Commands;

/// <summary>Holds the commands that Discord has against those that the bot knows.</summary>
internal static class RegisteredCommands
{
    /// <summary>Whether nothing would change: order, ids, versions, and what is left at its default do not count.</summary>
    /// <param name="registered">The list as Discord gave it, with localisations.</param>
    /// <param name="known">The bot's own.</param>
    public static bool AreSame(JsonElement registered, ImmutableArray<ApplicationCommand> known)
    {
        var there = registered.Deserialize(DiscordJson.Default.ApplicationCommandArray) ?? [];
        return Written(there, known).SequenceEqual(Written(known, known));
    }

    private static IEnumerable<string> Written(IEnumerable<ApplicationCommand> commands, ImmutableArray<ApplicationCommand> known) => commands
        .OrderBy(command => command.Name, StringComparer.Ordinal)
        .Select(command => JsonSerializer.Serialize(Plain(command, saysWhere: known.Any(own => own.Contexts is not null)), DiscordJson.Default.ApplicationCommand));

    private static ApplicationCommand Plain(ApplicationCommand command, bool saysWhere) => command with
    {
        Options = command.Options is { IsDefaultOrEmpty: false } options ? [.. options.Select(Plain)] : null,
        IntegrationTypes = saysWhere && command.IntegrationTypes is { IsDefault: false } types ? [.. types.Order()] : null,
        Contexts = saysWhere && command.Contexts is { IsDefault: false } contexts ? [.. contexts.Order()] : null,
    };

    private static ApplicationCommandOption Plain(ApplicationCommandOption option) => option with
    {
        Required = option.Required == true ? true : null,
        Autocomplete = option.Autocomplete == true ? true : null,
        Choices = option.Choices is { IsDefaultOrEmpty: false } choices ? choices : null,
    };
}
