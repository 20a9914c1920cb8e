namespace VramBot.Discord.Messages;

/// <summary>Small print under an embed.</summary>
/// <param name="Text">Plain text, at most 2,048 characters.</param>
internal sealed record EmbedFooter(string Text);
