using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VramBot.Storage;

namespace VramBot.Testing.Databases;

/// <summary>An empty database of a kind, for one test, and as many processes' views of it as the test wants.</summary>
public sealed class TestStore : IAsyncDisposable
{
    private readonly List<Database> opened = [];
    private readonly ILoggerFactory loggers;

    private TestStore(string folder, string? postgres)
    {
        (Folder, Settings) = (folder, new() { Path = Path.Combine(folder, "data", "vrambot.db"), Postgres = postgres });
        loggers = LoggerFactory.Create(builder => builder.AddProvider(Log).SetMinimumLevel(LogLevel.Trace));
    }

    /// <summary>A folder of its own.</summary>
    public string Folder { get; }

    /// <summary>Where the database is.</summary>
    public StorageOptions Settings { get; }

    /// <summary>What was logged about it.</summary>
    public KeptLog Log { get; } = new();

    /// <summary>How often something was said with an event's number.</summary>
    public int Said(int number) => Log.Events.Count(one => one == number);

    /// <summary>Makes one; the test has skipped itself where there is none of that kind.</summary>
    public static async Task<TestStore> MakeAsync(StoreKind kind) =>
        new(Directory.CreateTempSubdirectory("vrambot-store-").FullName, kind is StoreKind.Postgres ? await (await PostgresServer.SharedAsync()).MakeDatabaseAsync() : null);

    /// <summary>One on a server of the test's own.</summary>
    public static async Task<TestStore> MakeAsync(PostgresServer server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return new(Directory.CreateTempSubdirectory("vrambot-store-").FullName, await server.MakeDatabaseAsync());
    }

    /// <summary>The database as one more process sees it.</summary>
    public Database Open(TimeProvider? time = null)
    {
        var database = new Database(Options.Create(Settings), time ?? TimeProvider.System, loggers.CreateLogger<Database>());
        opened.Add(database);
        return database;
    }

    /// <summary>A number that a statement selects.</summary>
    public async Task<long> NumberAsync(string sql)
    {
        var database = Open();
        return await database.UseAsync(async (connection, token) =>
        {
            await using var command = connection.Command(sql);
            return Convert.ToInt64(await command.ExecuteScalarAsync(token), CultureInfo.InvariantCulture);
        }, CancellationToken.None);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var database in opened)
            await database.DisposeAsync();
        loggers.Dispose();
        if (Settings.Postgres is null)
            SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
