using System.Collections.Immutable;
using VramBot.Commands.Replies.Controls;
using VramBot.Slack.Interactions;
using VramBot.Slack.Messages;

namespace VramBot.Slack.Rendering;

/// <summary>Writes controls as rows: the menus side by side, then the groups of buttons. What does not fit into a value is left out: it can still be typed.</summary>
internal sealed class ControlBlocks(ClickState state)
{
    /// <summary>The most rows: all that an answer has, and few enough that the text keeps its room.</summary>
    public const int MostRows = 6;

    private const string ShareLabel = "Share";
    private const string ShownNow = ", shown now";

    /// <summary>The rows.</summary>
    /// <param name="controls">What there is to click.</param>
    /// <param name="line">The line that is answered.</param>
    /// <param name="isShareable">Whether a button shows the answer to all.</param>
    public ImmutableArray<Block> Render(ReplyControls controls, string line, bool isShareable)
    {
        var row = state.Row(line);
        ImmutableArray<BlockElement> menus = [.. controls.Menus.Select((menu, place) => Menu(menu, row, place)).OfType<BlockElement>().Take(SlackLimits.Elements)];
        var groups = controls.Buttons.Select((group, place) => Buttons(group, place)).Where(group => group.Length > 0).Take(MostRows - 1).ToList();
        if (isShareable && state.Button(line) is { } shared)
            AddTo(groups, new(BlockElement.Button, ClickState.Share) { Text = SlackText.Plain(ShareLabel), Value = shared });
        return [.. (menus.IsEmpty ? [] : Enumerable.Repeat(Block.Actions(row, menus), 1)).Concat(groups.Select(group => Block.Actions(null, group)))];
    }

    /// <summary>Beside the first group where there is a place, else in a row of its own.</summary>
    private static void AddTo(List<ImmutableArray<BlockElement>> groups, BlockElement button)
    {
        if (groups.Count > 0 && groups[0].Length < SlackLimits.Elements)
            groups[0] = groups[0].Add(button);
        else
            groups.Insert(0, [button]);
    }

    private BlockElement? Menu(ReplyMenu menu, string? row, int place)
    {
        var options = new List<(SlackOption Option, bool IsCurrent)>();
        foreach (var choice in menu.Choices)
            if (state.Choice(row, choice.Command) is { } value && !options.Exists(other => other.Option.Value == value))
                options.Add((Option(choice, value), choice.IsCurrent));
        if (options.Count == 0)
            return null;

        // The chosen line is among those that are shown.
        var chosen = options.FindIndex(option => option.IsCurrent);
        var first = Math.Clamp(chosen - (SlackLimits.Options / 2), 0, Math.Max(0, options.Count - SlackLimits.Options));
        return new(BlockElement.StaticSelect, ClickState.Menu(place))
        {
            Placeholder = Text(menu.Placeholder, SlackLimits.Placeholder),
            Options = [.. options.Skip(first).Take(SlackLimits.Options).Select(option => option.Option)],
            InitialOption = chosen < 0 ? null : options[chosen].Option,
        };
    }

    private static SlackOption Option(ReplyChoice choice, string value) => new(Text(choice.Label, SlackLimits.Option), value)
    {
        Description = choice.Description.Length > 0 ? Text(choice.Description, SlackLimits.Option) : null,
    };

    private ImmutableArray<BlockElement> Buttons(ImmutableArray<ReplyButton> group, int place) =>
    [
        .. group.Index().Select(button => state.Button(button.Item.Command) is { } value
            ? new BlockElement(BlockElement.Button, ClickState.Ask(place, button.Index))
            {
                Text = Text(button.Item.Label, SlackLimits.ButtonText),
                Value = value,
                Style = button.Item.IsCurrent ? BlockElement.Primary : null,
                AccessibilityLabel = button.Item.IsCurrent ? $"{Mrkdwn.Escape(button.Item.Label, SlackLimits.ButtonText - ShownNow.Length)}{ShownNow}" : null,
            }
            : null).OfType<BlockElement>().Take(SlackLimits.Elements),
    ];

    private static SlackText Text(string text, int most) => SlackText.Plain(Mrkdwn.Escape(text, most));
}
