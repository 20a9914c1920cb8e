using VramBot.Commands;
using VramBot.Slack.Interactions;
using VramBot.Slack.Messages;

namespace VramBot.Slack.Rendering;

/// <summary>Writes an answer as a message: a heading, sections, small print, and under them what changes the question.</summary>
internal sealed class MessageRenderer(ControlBlocks controls, SlackAnswerSettings settings)
{
    /// <summary>The heading and the small print, beside sections and controls.</summary>
    private const int Frame = 2;

    /// <summary>The message.</summary>
    /// <param name="answer">What is to be said.</param>
    /// <param name="line">The line that it answers, for what asks it again.</param>
    /// <param name="place">Where it goes.</param>
    public SlackMessage Render(Answer answer, string line, Placement place)
    {
        using var spoken = answer.Language.Spoken();
        var reply = answer.Reply;
        var rows = controls.Render(answer.Controls(), line, place.IsPrivate && settings.Shares && answer.Problems.IsEmpty);
        var sections = ReplySections.Of(reply, SlackLimits.Blocks - Frame - rows.Length);
        var footer = reply.Footer is { Length: > 0 } small ? Block.Context(Mrkdwn.Of(small, SlackLimits.Text)) : null;
        return new(Fallback(answer))
        {
            ResponseType = IsPrivate(answer, place) ? SlackMessage.Ephemeral : SlackMessage.InChannel,
            ReplaceOriginal = place.Replaces,
            Blocks = [Block.Header(Mrkdwn.Escape(reply.Title, SlackLimits.Header)), .. sections, .. footer is null ? [] : Enumerable.Repeat(footer, 1), .. rows],
        };
    }

    /// <summary>A sentence that only the person who asked sees; the message that was clicked stays as it is.</summary>
    public static SlackMessage Say(string text, bool isClick = false) => new(text) { ResponseType = SlackMessage.Ephemeral, ReplaceOriginal = isClick ? false : null };

    /// <summary>A line that was not understood is nobody's business but the one's who typed it; a message that is there already stays as it is.</summary>
    private static bool IsPrivate(Answer answer, Placement place) => place.IsPrivate || (answer.Problems.Length > 0 && place.Replaces is null);

    /// <summary>What a notification shows and a screen reader says: what the answer is about, and its first sentence.</summary>
    private static string Fallback(Answer answer)
    {
        var reply = answer.Reply;
        var said = reply.Headline ?? answer.Problems.FirstOrDefault()?.Expected;
        return Mrkdwn.Of(said is null ? reply.Title : $"{reply.Title}: {ReplySections.SignOf(reply.Mark)}{said}", SlackLimits.Fallback);
    }
}
