namespace VramBot.Storage;

/// <summary>What has to outlive the bot cannot be kept on this machine; the message says what to install or to set.</summary>
public sealed class StorageException(string message, Exception inner) : Exception(message, inner);
