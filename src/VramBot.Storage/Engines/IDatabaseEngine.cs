using System.Data.Common;

namespace VramBot.Storage.Engines;

/// <summary>What SQLite and PostgreSQL do not have in common. Everything else is written once, over <see cref="DbConnection"/>.</summary>
internal interface IDatabaseEngine : IDisposable
{
    /// <summary>Which database it is, without any secret: <c>PostgreSQL at db:5432, database vrambot</c>.</summary>
    string Place { get; }

    /// <summary>Selects something when <c>vrambot_versions</c> is there, null or nothing when not.</summary>
    string FindsVersions { get; }

    /// <summary>Waits, within a transaction, until nobody else changes the schema; null where a transaction does that already.</summary>
    string? MigrationLock { get; }

    /// <summary>Opens a connection, or takes one that was used before.</summary>
    Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Makes a database ready that is used for the first time in this process.</summary>
    Task PrepareAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>What a failure says about the database.</summary>
    Trouble Judge(Exception exception);

    /// <summary>A failure as sentences for whoever runs the bot: what is wrong, and what to do. No secrets, no rows.</summary>
    string Say(Exception exception);

    /// <summary>Gives up the connections that wait to be used again.</summary>
    void Forget();
}
