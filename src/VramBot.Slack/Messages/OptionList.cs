using System.Collections.Immutable;

namespace VramBot.Slack.Messages;

/// <summary>What an external menu is filled with.</summary>
/// <param name="Options">At most 100 lines.</param>
internal sealed record OptionList(ImmutableArray<SlackOption> Options);
