using System.Collections.Immutable;
using VramBot.Commands.Grammar;
using VramBot.Commands.Replies;
using VramBot.Commands.Replies.Controls;
using VramBot.Core;
using VramBot.Core.Catalogs;

namespace VramBot.Commands.Guide;

/// <summary>Answers <c>/vram-guide</c>: the list of topics, or one of them worked out.</summary>
public sealed class GuideHandler
{
    /// <summary>Buttons that stand in a row on a phone.</summary>
    private const int InARow = 5;

    private readonly GuideDesk desk;
    private readonly GuideReader reader;

    /// <summary>Makes it for a catalog.</summary>
    public GuideHandler(Catalog catalog)
    {
        desk = new(catalog);
        reader = new(catalog, desk);
    }

    /// <summary>The answer, or all problems of the line, each with a line that works.</summary>
    public Result<Reply> Handle(TypedLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return reader.Read(line) switch
        {
            Result<GuideQuestion>.Ok(var question) => Answer(question),
            Result<GuideQuestion>.Rejected(var problems) => new Result<Reply>.Rejected(problems),
            _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
        };
    }

    /// <summary>What is wrong with the values of a line.</summary>
    internal ImmutableArray<Problem> Problems(TypedLine line) => reader.Read(line) is Result<GuideQuestion>.Rejected(var problems) ? problems : [];

    /// <summary>What an answer offers to click: every line of a list, in rows, and the rows of its tables in a menu.</summary>
    public static ReplyControls Controls(Reply reply)
    {
        var controls = CommandControls.Of(reply);
        return controls with { Buttons = [.. controls.Buttons.SelectMany(group => group).Chunk(InARow).Select(row => ImmutableArray.Create(row))] };
    }

    private Result<Reply> Answer(GuideQuestion question)
    {
        if (question.Topic is not { } topic)
            return GuideContents.Of(question);
        var reply = topic.Worked.Answer(question, desk);
        return reply.Sections.Length > 0 ? reply : GuideProblems.NothingToSay(topic.Name, question.Gpu ?? question.Model ?? topic.Name) with { Try = GuideLine.Topic(topic.Name, question.Gpu is null ? null : question.Model) };
    }
}
