using System.Collections.Immutable;

namespace VramBot.Slack.Messages;

/// <summary>What becomes of a form that was sent.</summary>
/// <param name="ResponseAction">The kind.</param>
internal sealed record FormAnswer(string ResponseAction)
{
    /// <summary>What is wrong, by the block that it stands under.</summary>
    public ImmutableSortedDictionary<string, string>? Errors { get; init; }

    /// <summary>The form that takes its place.</summary>
    public SlackView? View { get; init; }

    /// <summary>The form stays, and says what is wrong.</summary>
    public static FormAnswer Wrong(ImmutableSortedDictionary<string, string> errors) => new("errors") { Errors = errors };

    /// <summary>Another form takes its place.</summary>
    public static FormAnswer Become(SlackView view) => new("update") { View = view };
}
