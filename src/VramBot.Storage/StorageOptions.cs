namespace VramBot.Storage;

/// <summary>Where the bot keeps what has to outlive it. Environment variables begin with <c>Storage__</c>.</summary>
public sealed class StorageOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Storage";

    /// <summary>The database's file when none is set.</summary>
    public const string DefaultPath = "data/vrambot.db";

    /// <summary>The database's file; the keys that its tokens are encrypted with lie beside it, in the folder <c>keys</c>. Default <see cref="DefaultPath"/>.</summary>
    public string Path { get; set; } = DefaultPath;
}
