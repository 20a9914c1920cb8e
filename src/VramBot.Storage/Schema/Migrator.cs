using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using VramBot.Storage.Engines;

namespace VramBot.Storage.Schema;

/// <summary>Brings a database to the schema that this program works with.</summary>
/// <remarks>
/// Each step and the note that it was applied are one transaction, which the engine lets one program at a time hold; who waited for it finds the step done. A database of a newer program is left alone:
/// what its rows mean is not known here.
/// </remarks>
internal static class Migrator
{
    /// <summary>Seconds.</summary>
    private const int SlowestStep = 60;

    private const string Versions = "CREATE TABLE IF NOT EXISTS vrambot_versions (version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)";
    private const string Latest = "SELECT max(version) FROM vrambot_versions";
    private const string Note = "INSERT INTO vrambot_versions (version, name, applied_at) VALUES (@version, @name, @now)";

    /// <summary>Applies what is missing.</summary>
    /// <exception cref="StorageException">The database is newer than the program.</exception>
    public static async Task RunAsync(DbConnection connection, IDatabaseEngine engine, ImmutableArray<Migration> migrations, TimeProvider time, CancellationToken cancellationToken)
    {
        // The usual start: nothing is locked, and nothing but reading has to be allowed.
        var version = await HasVersionsAsync(connection, engine, cancellationToken).ConfigureAwait(false) ? await VersionAsync(connection, cancellationToken).ConfigureAwait(false) : 0;
        while (version < migrations[^1].Version)
            version = await StepAsync(connection, engine, migrations, time, cancellationToken).ConfigureAwait(false);
        if (version > migrations[^1].Version)
            throw new StorageException($"A newer VramBot has written it (schema {version}; this one knows up to {migrations[^1].Version}): start the newer one, or set another database.");
    }

    private static async Task<long> StepAsync(DbConnection connection, IDatabaseEngine engine, ImmutableArray<Migration> migrations, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        if (engine.MigrationLock is { } sql)
            await RunAsync(connection, sql, cancellationToken).ConfigureAwait(false);
        await RunAsync(connection, Versions, cancellationToken).ConfigureAwait(false);
        var version = await VersionAsync(connection, cancellationToken).ConfigureAwait(false);
        if (migrations.FirstOrDefault(migration => migration.Version > version) is { } next)
        {
            await RunAsync(connection, next.Sql, cancellationToken).ConfigureAwait(false);
            await connection.RunAsync(Note, cancellationToken, ("@version", next.Version), ("@name", next.Name), ("@now", time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture))).ConfigureAwait(false);
            version = next.Version;
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return version;
    }

    /// <summary>A step may take longer than an answer may wait.</summary>
    private static async Task RunAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(sql);
        command.CommandTimeout = SlowestStep;
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> HasVersionsAsync(DbConnection connection, IDatabaseEngine engine, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(engine.FindsVersions);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not (null or DBNull);
    }

    private static async Task<long> VersionAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(Latest);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is long version ? version : 0;
    }
}
