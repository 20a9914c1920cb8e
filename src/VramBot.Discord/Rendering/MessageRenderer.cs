using System.Collections.Immutable;
using VramBot.Chat;
using VramBot.Commands;
using VramBot.Commands.Replies;
using VramBot.Discord.Messages;

namespace VramBot.Discord.Rendering;

/// <summary>Writes an answer as a message: an embed, and under it what changes the question.</summary>
internal sealed class MessageRenderer(ComponentRenderer components)
{
    private const int Neutral = 0x5865F2;
    private const int Fits = 0x2E9E5B;
    private const int Tight = 0xE6A700;
    private const int DoesNotFit = 0xD83C3E;

    /// <summary>The message. What was not understood is told only to the person who asked: nobody else can mend it.</summary>
    /// <param name="answer">What is to be said.</param>
    /// <param name="line">The line that it answers, for the button that shows it to all.</param>
    /// <param name="isPrivate">Whether only the person who asked sees it.</param>
    public DiscordMessage Render(Answer answer, string line, bool isPrivate)
    {
        using var spoken = answer.Language.Spoken();
        var reply = answer.Reply;
        var title = Shortened.To(Markdown.Of(reply.Title), MessageLimits.Title);
        var footer = reply.Footer is { } small ? Shortened.To(small, MessageLimits.Footer) : null;
        var room = Math.Min(MessageLimits.Description, MessageLimits.AllEmbeds - title.Length - (footer?.Length ?? 0));
        var body = EmbedText.Of(reply, room).Trim();
        return new()
        {
            Embeds = [new() { Title = title, Description = body.Length > 0 ? body : null, Color = ColorOf(answer), Footer = footer is null ? null : new(footer) }],
            Components = components.Render(answer.Controls(), isPrivate && answer.Problems.IsEmpty ? line : null),
            Flags = isPrivate || !answer.Problems.IsEmpty ? DiscordMessage.Ephemeral : null,
        };
    }

    /// <summary>A sentence that only the person who asked sees.</summary>
    public static DiscordMessage Say(string text) => new() { Content = text, Flags = DiscordMessage.Ephemeral };

    private static int ColorOf(Answer answer) => answer.Problems.Length > 0 ? Tight : answer.Reply.Mark switch
    {
        LineMark.Fits => Fits,
        LineMark.Tight => Tight,
        LineMark.DoesNotFit => DoesNotFit,
        _ => Neutral,
    };
}
