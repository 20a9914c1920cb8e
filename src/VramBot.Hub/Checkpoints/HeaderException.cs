namespace VramBot.Hub.Checkpoints;

/// <summary>A file's header is not what its format says it is. Its message is the end of a sentence: what is wrong.</summary>
internal sealed class HeaderException(string message) : Exception(message);
