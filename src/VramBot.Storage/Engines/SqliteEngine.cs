using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace VramBot.Storage.Engines;

/// <summary>A file on this machine, for the bot's own eyes. Several processes may share it.</summary>
internal sealed class SqliteEngine(string path) : IDatabaseEngine
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Rows that an INSERT gives back (RETURNING) came with it.
    private static readonly Version Oldest = new(3, 35);

    private readonly string path = Path.GetFullPath(path);
    private readonly string address = new SqliteConnectionStringBuilder { DataSource = Path.GetFullPath(path), DefaultTimeout = 2 }.ToString();

    /// <inheritdoc/>
    public string Place => $"SQLite, {path}";

    /// <inheritdoc/>
    public string FindsVersions => "SELECT name FROM sqlite_master WHERE name = 'vrambot_versions'";

    /// <summary>None: a transaction of Microsoft.Data.Sqlite begins with BEGIN IMMEDIATE, and so is the only one that writes.</summary>
    public string? MigrationLock => null;

    /// <inheritdoc/>
    public Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        SqliteLibrary.Load();
        Make();
        var connection = new SqliteConnection(address);
        try
        {
            connection.Open();
            using var command = connection.Command("PRAGMA busy_timeout=2000; PRAGMA synchronous=NORMAL;");
            command.ExecuteNonQuery();
            return Task.FromResult<DbConnection>(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task PrepareAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (!Version.TryParse(connection.ServerVersion, out var version) || version < Oldest)
            throw new StorageException($"SQLite {connection.ServerVersion} is installed, and {Oldest} or newer is needed: install it, or set Storage__Postgres.");
        await connection.RunAsync("PRAGMA journal_mode=WAL", cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Trouble Judge(Exception exception) => exception switch
    {
        SqliteException { SqliteErrorCode: raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH or raw.SQLITE_RANGE } => Trouble.Refused,
        SqliteException or StorageException or IOException or UnauthorizedAccessException => Trouble.Down,
        _ => Trouble.None,
    };

    /// <inheritdoc/>
    public string Say(Exception exception) => exception switch
    {
        StorageException => exception.Message,
        SqliteException { SqliteErrorCode: raw.SQLITE_FULL } => $"The disk is full: {path} cannot grow.",
        SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED } => $"Another program holds {path}.",
        SqliteException { SqliteErrorCode: raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT } => $"{path} is no database, or a damaged one: set Storage__Path to another file, or move this one away.",
        SqliteException { SqliteErrorCode: not (raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_IOERR or raw.SQLITE_PERM) } other => $"{path} cannot be used ({other.Message}).",
        _ => $"{path} cannot be written: set Storage__Path to a file in a folder that the bot may write to.",
    };

    /// <inheritdoc/>
    public void Forget()
    {
        using var connection = new SqliteConnection(address);
        SqliteConnection.ClearPool(connection);
    }

    /// <inheritdoc/>
    public void Dispose() => Forget();

    /// <summary>Makes the file and its folder where they are not there; the files that SQLite puts beside it take its mode.</summary>
    private void Make()
    {
        if (File.Exists(path))
            return;
        var folder = Path.GetDirectoryName(path)!;
        _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder) : Directory.CreateDirectory(folder, OwnerOnly);
        var how = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(path, how).Dispose();
    }
}
