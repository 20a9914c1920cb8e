using System.Collections.Immutable;
using System.Text.Json;
using VramBot.Commands.Grammar;
using VramBot.Core.Catalogs;
using VramBot.Slack.Messages;
using VramBot.Slack.Rendering;

namespace VramBot.Slack.Interactions;

/// <summary>Fills a menu of the form while someone types in it; never waits for anything.</summary>
internal sealed class OptionSuggestions(Catalog catalog)
{
    private const string Inference = "inference";
    private readonly OptionCompletion values = new(catalog);

    /// <summary>The lines of the menu, the best first; none when nothing known is being typed.</summary>
    public ReadOnlyMemory<byte> Of(JsonElement payload)
    {
        var option = FormFields.Options.FirstOrDefault(known => known.Name == payload.Text("action_id"));
        var task = payload.Text("view", "state", "values", SharedOptions.Task.Name, SharedOptions.Task.Name, "selected_option", "value");
        ImmutableArray<SlackOption> options = option is null ? [] : Of(option, (payload.Text("value") ?? string.Empty).Trim(), trains: task is not (null or Inference));
        return JsonSerializer.SerializeToUtf8Bytes(new(options), SlackJson.Writing.OptionList);
    }

    /// <summary>The lines for what is typed of an option.</summary>
    public ImmutableArray<SlackOption> Of(OptionDescription option, string typed, bool trains) =>
    [
        .. WithTyped(typed, values.Of(CommandBook.Vram, option, typed, trains, SlackLimits.Options)).Where(value => value.Length is > 0 and <= SlackLimits.Option).Take(SlackLimits.Options)
            .Select(value => new SlackOption(SlackText.Plain(Mrkdwn.Escape(value, SlackLimits.Option)), value)),
    ];

    /// <summary>Only what is in a menu can be chosen: what looks like a repository, or like nothing that is known, is offered as typed.</summary>
    private static IEnumerable<string> WithTyped(string typed, ImmutableArray<string> found) =>
        typed.Length == 0 || found.Contains(typed, StringComparer.OrdinalIgnoreCase) ? found
        : typed.Contains('/', StringComparison.Ordinal) || found.IsEmpty ? found.Prepend(typed)
        : found.Append(typed);
}
