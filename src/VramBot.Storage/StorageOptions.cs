using System.ComponentModel;

namespace VramBot.Storage;

/// <summary>Where the bot keeps what has to outlive it. Environment variables begin with <c>Storage__</c>.</summary>
public sealed partial class StorageOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Storage";

    /// <summary>The database's file when none is set.</summary>
    public const string DefaultPath = "data/vrambot.db";

    /// <summary>The database's file, where <see cref="Postgres"/> is not set; the keys that its tokens are encrypted with lie beside it, in the folder <c>keys</c>. Default <see cref="DefaultPath"/>.</summary>
    public string Path { get; set; } = DefaultPath;

    /// <summary>
    /// The PostgreSQL database that several replicas share, as Npgsql's connection string or as <c>postgres://user:password@server/database</c>. Left out, all is kept in the file. A secret: never logged.
    /// </summary>
    [PasswordPropertyText(true)]
    public string? Postgres { get; set; }

    /// <summary>Whether the database is PostgreSQL.</summary>
    public bool IsShared => !string.IsNullOrWhiteSpace(Postgres);
}
