namespace VramBot.Storage;

/// <summary>What has to outlive the bot cannot be kept or read now; the message says why, and what to install or to set.</summary>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);
