using System.Collections.Immutable;
using VramBot.Commands.Handlers;
using VramBot.Commands.Replies;
using VramBot.Commands.Replies.Controls;
using VramBot.Core;
using VramBot.Core.Languages;

namespace VramBot.Commands;

/// <summary>What came of a line.</summary>
/// <param name="Reply">The answer as a document.</param>
public sealed record Answer(Reply Reply)
{
    /// <summary>The language that it is written in.</summary>
    public Language Language { get; init; } = Language.English;

    /// <summary>The figures, when the line asked for an estimate.</summary>
    public VramAnswer? Vram { get; init; }

    /// <summary>Writes the figures as JSON; null where the answer has none.</summary>
    public Func<string>? Json { get; init; }

    /// <summary>What changes the question with a click; worked out only where there are clicks.</summary>
    public Func<ReplyControls> Controls { get; init; } = () => CommandControls.Of(Reply);

    /// <summary>What stood in the way; empty when it was answered.</summary>
    public ImmutableArray<Problem> Problems { get; init; } = [];
}
