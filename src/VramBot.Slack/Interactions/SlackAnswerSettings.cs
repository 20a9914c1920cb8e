namespace VramBot.Slack.Interactions;

/// <summary>What the host decides about answers.</summary>
/// <param name="IsPublic">Whether everybody in the channel sees an answer. Default: only the person who asked, who may share it.</param>
/// <param name="Shares">Whether an answer that only one person sees has a button that shows it to all.</param>
internal sealed record SlackAnswerSettings(bool IsPublic = false, bool Shares = true);
