using VramBot.Discord.Messages;

namespace VramBot.Discord.Interactions;

/// <summary>A first answer with a message, or with none.</summary>
/// <param name="Type">The kind.</param>
/// <param name="Data">The message; of a deferred one only its flags count.</param>
internal sealed record MessageCallback(CallbackType Type, DiscordMessage? Data = null);
