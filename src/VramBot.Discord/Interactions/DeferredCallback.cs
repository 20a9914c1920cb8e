namespace VramBot.Discord.Interactions;

/// <summary>A first answer that says that the message follows.</summary>
/// <param name="Type">The kind.</param>
/// <param name="Data">Whether only the person who asked will see it; null of an update.</param>
internal sealed record DeferredCallback(CallbackType Type, DeferredFlags? Data);

/// <summary>What is decided about a message before it is there.</summary>
/// <param name="Flags">Its flags.</param>
internal sealed record DeferredFlags(int Flags);
