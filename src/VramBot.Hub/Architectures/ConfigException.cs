namespace VramBot.Hub.Architectures;

/// <summary>A config.json does not say what the shape needs. Its message is the end of a sentence: what is missing or wrong.</summary>
internal sealed class ConfigException(string message) : Exception(message);
