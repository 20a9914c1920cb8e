using System.Collections.Immutable;

namespace VramBot.Commands.Replies;

/// <summary>An answer as a document that knows no platform.</summary>
/// <param name="Title">The request in its normal form, or what the answer is about.</param>
public sealed record Reply(string Title)
{
    /// <summary>The sentence with the number that matters.</summary>
    public string? Headline { get; init; }

    /// <summary>Whether it works, when that is the question.</summary>
    public LineMark Mark { get; init; }

    /// <summary>What follows, in order.</summary>
    public ImmutableArray<ReplySection> Sections { get; init; } = [];

    /// <summary>Assumptions and the measured error, in small print.</summary>
    public string? Footer { get; init; }
}
