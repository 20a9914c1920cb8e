using System.Collections.Immutable;
using VramBot.Chat;
using VramBot.Commands.Replies.Controls;
using VramBot.Discord.Interactions;
using VramBot.Discord.Messages;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Discord.Rendering;

/// <summary>Writes controls as rows of components: menus first, then the groups of buttons. What does not fit into a custom id is left out: it can still be typed.</summary>
internal sealed class ComponentRenderer(CustomIds ids)
{
    /// <summary>The rows.</summary>
    /// <param name="controls">What there is to click.</param>
    /// <param name="shared">The line that a button shows to all; null where all see it already.</param>
    public ImmutableArray<Component> Render(ReplyControls controls, string? shared)
    {
        var menus = controls.Menus.Select(Menu).OfType<Component>().Take(MessageLimits.Rows - 1);
        var groups = controls.Buttons.Select((group, place) => Buttons(group, place)).Where(group => group.Length > 0).ToList();
        if (shared is not null && ids.Share(shared) is { } share)
            AddTo(groups, new(ComponentType.Button) { Style = ButtonStyle.Primary, Label = Tr("Share"), CustomId = share });
        return [.. menus.Concat(groups.Select(Row)).Take(MessageLimits.Rows)];
    }

    /// <summary>Beside the first group where there is a place, else in a row of its own.</summary>
    private static void AddTo(List<ImmutableArray<Component>> groups, Component button)
    {
        if (groups.FindIndex(group => group.Length < MessageLimits.Buttons) is var place and >= 0)
            groups[place] = groups[place].Add(button);
        else
            groups.Insert(0, [button]);
    }

    private static Component Row(ImmutableArray<Component> buttons) => new(ComponentType.ActionRow) { Components = buttons };

    private Component? Menu(ReplyMenu menu, int place)
    {
        var options = menu.Choices.Select(Option).OfType<SelectOption>().DistinctBy(option => option.Value).ToList();
        if (options.Count == 0)
            return null;
        var shown = Window(options);
        return Row([new(ComponentType.StringSelect) { CustomId = CustomIds.Menu(place), Placeholder = Shortened.To(menu.Placeholder, MessageLimits.Placeholder), Options = [.. shown] }]);
    }

    /// <summary>As many lines as a menu takes, the chosen one among them.</summary>
    private static IEnumerable<SelectOption> Window(List<SelectOption> options)
    {
        var chosen = Math.Max(0, options.FindIndex(option => option.Default == true));
        return options.Skip(Math.Clamp(chosen - (MessageLimits.Choices / 2), 0, Math.Max(0, options.Count - MessageLimits.Choices))).Take(MessageLimits.Choices);
    }

    private SelectOption? Option(ReplyChoice choice) => ids.Value(choice.Command) is { } value
        ? new(Shortened.To(choice.Label, MessageLimits.Choice), value)
        {
            Description = choice.Description.Length > 0 ? Shortened.To(choice.Description, MessageLimits.Choice) : null,
            Default = choice.IsCurrent ? true : null,
        }
        : null;

    private ImmutableArray<Component> Buttons(ImmutableArray<ReplyButton> group, int place) =>
    [
        .. group.Index().Select(button => ids.Ask(button.Item.Command, place, button.Index) is { } id
            ? new Component(ComponentType.Button)
            {
                Style = button.Item.IsCurrent ? ButtonStyle.Primary : ButtonStyle.Secondary,
                Label = Shortened.To(button.Item.Label, MessageLimits.ButtonLabel),
                CustomId = id,
                Disabled = button.Item.IsCurrent ? true : null,
            }
            : null).OfType<Component>().Take(MessageLimits.Buttons),
    ];
}
