using System.Collections.Immutable;
using VramBot.Chat;
using VramBot.Commands.Grammar;
using VramBot.Core.Catalogs;
using VramBot.Discord.Messages;
using VramBot.Discord.Rendering;

namespace VramBot.Discord.Interactions;

/// <summary>Completes the option that is being typed; never waits for anything.</summary>
internal sealed class CommandCompletion(Catalog catalog)
{
    private const string Trained = "inference";
    private readonly OptionCompletion values = new(catalog);

    /// <summary>At most 25 choices, the best first; none when nothing known is being typed.</summary>
    public ImmutableArray<Choice> Of(InteractionData? data)
    {
        var options = data?.Said.ToList() ?? [];
        if (CommandBook.All.FirstOrDefault(known => known.Name == data?.Name) is not { } command
            || options.FirstOrDefault(option => option.Focused) is not { } focused || command.Find(focused.Name) is not { } typed)
            return [];
        var trains = options.FirstOrDefault(option => option.Name == "task") is { Text: { Length: > 0 } task } && task != Trained;
        var text = focused.Text.Trim();
        var found = values.Of(command, typed, text, trains, MessageLimits.Choices);
        return [.. WithTyped(text, found).Where(value => value.Length is > 0 and <= MessageLimits.Choice).Take(MessageLimits.Choices).Select(value => new Choice(Shortened.To(value, MessageLimits.Choice), value))];
    }

    /// <summary>What looks like a repository, or like a number or a list that is not offered, is offered as typed, for Discord marks a text that is no choice as if it were wrong.</summary>
    private static IEnumerable<string> WithTyped(string typed, ImmutableArray<string> found) =>
        typed.Length == 0 || found.Contains(typed, StringComparer.OrdinalIgnoreCase) ? found
        : typed.Contains('/', StringComparison.Ordinal) || found.IsEmpty ? found.Prepend(typed)
        : found;
}
