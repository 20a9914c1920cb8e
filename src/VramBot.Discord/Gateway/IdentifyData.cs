namespace VramBot.Discord.Gateway;

/// <summary>What begins a session.</summary>
/// <param name="Token">The bot token, bare: the word <c>Bot</c> belongs to the HTTP header alone.</param>
/// <param name="Intents">The events that are wanted. Interactions belong to no intent and always arrive, so it is zero.</param>
/// <param name="Properties">Who is there.</param>
/// <param name="Shard">The shard's number and how many there are.</param>
internal sealed record IdentifyData(string Token, int Intents, ClientProperties Properties, int[] Shard);
