using System.Data.Common;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace VramBot.Storage.Engines;

/// <summary>A database that several replicas share.</summary>
internal sealed class PostgresEngine : IDatabaseEngine
{
    private readonly NpgsqlConnectionStringBuilder address;
    private readonly NpgsqlDataSource source;

    public PostgresEngine(NpgsqlConnectionStringBuilder address)
    {
        this.address = address;
        var builder = new NpgsqlSlimDataSourceBuilder(address.ConnectionString);
        builder.EnableTransportSecurity();
        source = builder.Build();
    }

    /// <inheritdoc/>
    public string Place => $"PostgreSQL at {Server}, database {address.Database ?? address.Username}";

    /// <inheritdoc/>
    public string FindsVersions => "SELECT to_regclass('vrambot_versions')::text";

    /// <summary>An advisory lock that ends with the transaction. Its number is the word vrambot, read as bytes.</summary>
    public string? MigrationLock => "SET LOCAL lock_timeout = '10s'; SELECT pg_advisory_xact_lock(33339810024419188)";

    private string Server => address.Host!.Contains(',', StringComparison.Ordinal) || address.Host.StartsWith('/') ? address.Host : $"{address.Host}:{address.Port}";

    /// <inheritdoc/>
    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken) => await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public Task PrepareAsync(DbConnection connection, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Trouble Judge(Exception exception) => exception switch
    {
        // Classes 22, 23 and 54: the value; 40: two who wanted the same rows.
        PostgresException { SqlState: ['2', '2' or '3', ..] or ['5', '4', ..] or ['4', '0', ..] } => Trouble.Refused,
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.IdleSessionTimeout } => Trouble.Cut,
        PostgresException => Trouble.Down,
        NpgsqlException { InnerException: IOException or SocketException } => Trouble.Cut,
        NpgsqlException or StorageException or TimeoutException or IOException or SocketException => Trouble.Down,
        EncoderFallbackException => Trouble.Refused,
        _ => Trouble.None,
    };

    /// <inheritdoc/>
    public string Say(Exception exception) => exception switch
    {
        StorageException => exception.Message,
        PostgresException { SqlState: ['2', '8', ..] } => $"PostgreSQL at {Server} refuses the user or the password: check Storage__Postgres.",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => $"PostgreSQL at {Server} has no database {address.Database ?? address.Username}: create it, or check Storage__Postgres.",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } => $"PostgreSQL at {Server} lets this user do too little: make it the owner of the database, or of the schema that its tables are in.",
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => $"The disk of PostgreSQL at {Server} is full.",
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => $"PostgreSQL at {Server} is a copy that cannot be written: set Storage__Postgres to the primary.",
        PostgresException refused => $"PostgreSQL at {Server} says: {refused.MessageText} ({refused.SqlState}).",
        TimeoutException or { InnerException: TimeoutException } => $"PostgreSQL at {Server} does not answer in time.",
        SocketException or IOException or { InnerException: SocketException or IOException } => $"PostgreSQL at {Server} cannot be reached ({(exception.InnerException ?? exception).Message}).",
        _ => $"PostgreSQL at {Server} cannot be used ({exception.Message}).",
    };

    /// <inheritdoc/>
    public void Forget() => source.Clear();

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();
}
