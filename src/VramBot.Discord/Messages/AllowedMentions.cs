using System.Collections.Immutable;

namespace VramBot.Discord.Messages;

/// <summary>Which mentions in a message ring.</summary>
/// <param name="Parse">The kinds that do.</param>
internal sealed record AllowedMentions(ImmutableArray<string> Parse)
{
    /// <summary>None, whatever the text says.</summary>
    public static AllowedMentions None { get; } = new([]);
}
