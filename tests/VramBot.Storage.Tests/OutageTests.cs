using VramBot.Storage.Engines;
using VramBot.Testing;
using VramBot.Testing.Databases;

namespace VramBot.Storage.Tests;

/// <summary>A database that goes away is said to be away once, costs nobody a wait, and is used again when it is back.</summary>
public sealed class OutageTests
{
    private const int Opened = 450;
    private const int Fell = 451;
    private const int Back = 452;

    [Fact]
    public async Task A_server_that_is_killed_and_comes_back_is_used_again_with_what_was_kept()
    {
        Assert.SkipWhen(PostgresServer.Absent is not null, $"{PostgresServer.Absent}");
        await using var server = await PostgresServer.StartAsync();
        await using var store = await TestStore.MakeAsync(server);
        var time = new FakeTime();
        var database = store.Open(time);
        var secret = await SecretAsync(database);
        await server.StopAsync();
        await IsRefusedAsync(database, "cannot be reached");
        Assert.Contains("cannot be reached", database.Fault, StringComparison.Ordinal);
        await IsRefusedAtOnceAsync(database);
        await time.PassAsync(TimeSpan.FromMinutes(5), step: 5);
        await IsRefusedAtOnceAsync(database);
        Assert.Equal((1, 1, 0), (store.Said(Opened), store.Said(Fell), store.Said(Back)));
        await server.StartAgainAsync();
        await IsBackAsync(time, database);
        Assert.Equal(secret, await SecretAsync(database));
        Assert.Equal((1, 1, 1), (store.Said(Opened), store.Said(Fell), store.Said(Back)));
    }

    [Fact]
    public async Task A_server_that_was_restarted_meanwhile_is_asked_again_on_a_new_connection()
    {
        Assert.SkipWhen(PostgresServer.Absent is not null, $"{PostgresServer.Absent}");
        await using var server = await PostgresServer.StartAsync();
        await using var store = await TestStore.MakeAsync(server);
        var database = store.Open();
        var secret = await SecretAsync(database);
        await server.StopAsync();
        await server.StartAgainAsync();
        Assert.Equal(secret, await SecretAsync(database));
        Assert.Equal(0, store.Said(Fell));
    }

    [Fact]
    public async Task A_server_that_is_away_at_the_start_is_used_when_it_comes()
    {
        Assert.SkipWhen(PostgresServer.Absent is not null, $"{PostgresServer.Absent}");
        await using var server = await PostgresServer.StartAsync();
        await using var store = await TestStore.MakeAsync(server);
        await server.StopAsync();
        var time = new FakeTime();
        var database = store.Open(time);
        database.Begin();
        await IsRefusedAsync(database, "cannot be reached");
        await IsRefusedAtOnceAsync(database);
        Assert.Equal(1, store.Said(Fell));
        await server.StartAgainAsync();
        await IsBackAsync(time, database);
        await SecretAsync(database);
    }

    [Fact]
    public async Task A_password_that_was_changed_is_said_without_it()
    {
        Assert.SkipWhen(PostgresServer.Absent is not null, $"{PostgresServer.Absent}");
        await using var server = await PostgresServer.StartAsync();
        await using var store = await TestStore.MakeAsync(server);
        var time = new FakeTime();
        var database = store.Open(time);
        await SecretAsync(database);
        await server.RunAsync("CREATE ROLE keeper SUPERUSER LOGIN PASSWORD 'other'; ALTER ROLE vrambot PASSWORD 'changed'");
        // Connections that are open stay so: the server cuts them.
        await server.StopAsync();
        await server.StartAgainAsync("keeper", "other");
        await IsRefusedAsync(database, "refuses the user or the password: check Storage__Postgres");
        await IsRefusedAtOnceAsync(database);
        await server.RunAsync($"ALTER ROLE vrambot PASSWORD '{PostgresServer.Password.Replace("'", "''", StringComparison.Ordinal)}'", "keeper", "other");
        await IsBackAsync(time, database);
        await SecretAsync(database);
        Assert.Equal(1, store.Said(Fell));
        Assert.DoesNotContain(PostgresServer.Password, store.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_left_as_it_is_until_it_is_moved_away()
    {
        await using var store = await TestStore.MakeAsync(StoreKind.Sqlite);
        Directory.CreateDirectory(Path.GetDirectoryName(store.Settings.Path)!);
        await File.WriteAllTextAsync(store.Settings.Path, "This is somebody's diary, and no database at all.", Token);
        var time = new FakeTime();
        var database = store.Open(time);
        await IsRefusedAsync(database, "is no database");
        await IsRefusedAtOnceAsync(database);
        Assert.StartsWith("This is somebody's diary", await File.ReadAllTextAsync(store.Settings.Path, Token), StringComparison.Ordinal);
        File.Move(store.Settings.Path, store.Settings.Path + ".diary");
        await IsBackAsync(time, database);
        await SecretAsync(database);
        Assert.Equal((1, 1), (store.Said(Fell), store.Said(Back)));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named_with_what_to_set()
    {
        await using var store = await TestStore.MakeAsync(StoreKind.Sqlite);
        var folder = Path.GetDirectoryName(store.Settings.Path)!;
        await File.WriteAllTextAsync(folder, "in the way", Token);
        var time = new FakeTime();
        var database = store.Open(time);
        await IsRefusedAsync(database, "set Storage__Path to a file in a folder that the bot may write to");
        File.Delete(folder);
        await IsBackAsync(time, database);
        await SecretAsync(database);
    }

    [Fact]
    public async Task A_file_that_another_program_holds_is_used_when_it_lets_go()
    {
        await using var store = await TestStore.MakeAsync(StoreKind.Sqlite);
        var time = new FakeTime();
        var (database, other) = (store.Open(time), store.Open());
        await SecretAsync(database);
        await other.UseAsync(async (connection, token) =>
        {
            await using var transaction = await connection.BeginTransactionAsync(token);
            await IsRefusedAsync(database, "Another program holds");
            await IsRefusedAtOnceAsync(database);
        }, Token);
        await IsBackAsync(time, database);
        await SecretAsync(database);
        Assert.Equal((1, 1), (store.Said(Fell), store.Said(Back)));
    }

    [Theory]
    [ClassData(typeof(EveryStore))]
    public async Task A_value_that_is_not_taken_is_no_outage(StoreKind kind)
    {
        await using var store = await TestStore.MakeAsync(kind);
        var database = store.Open();
        await Assert.ThrowsAsync<StorageException>(() => database.UseAsync(
            (connection, token) => connection.RunAsync("INSERT INTO kept_secrets (name, value) VALUES ('a', NULL)", token), Token));
        foreach (var name in new[] { "nul\0", "half \ud83d", "'; DROP TABLE kept_secrets; --", Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(100_000)) })
        {
            try
            {
                await new KeptSecrets(database).OfAsync(name, Token);
            }
            catch (StorageException)
            {
                // PostgreSQL keeps no text with a NUL, half a letter or more than an index holds.
            }
        }

        Assert.Null(database.Fault);
        await SecretAsync(database);
        Assert.Equal(0, store.Said(Fell));
    }

    [Theory]
    [ClassData(typeof(EveryStore))]
    public async Task Who_gives_up_waiting_is_no_outage(StoreKind kind)
    {
        await using var store = await TestStore.MakeAsync(kind);
        var database = store.Open();
        await SecretAsync(database);
        using var impatient = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => database.UseAsync(async (connection, token) =>
        {
            await impatient.CancelAsync();
            token.ThrowIfCancellationRequested();
            await connection.RunAsync("SELECT 1", token);
        }, impatient.Token));
        Assert.Null(database.Fault);
    }

    // SQLite's own numbers: https://www.sqlite.org/rescode.html
    [Theory]
    [InlineData(13, "The disk is full")]
    [InlineData(8, "Storage__Path")]
    [InlineData(10, "Storage__Path")]
    [InlineData(11, "damaged")]
    [InlineData(1, "cannot be used")]
    public void What_is_wrong_with_a_file_is_said_in_words(int code, string words)
    {
        using var engine = new SqliteEngine("bot.db");
        var failure = new Microsoft.Data.Sqlite.SqliteException("as SQLite says it", code);
        Assert.Equal(Trouble.Down, engine.Judge(failure));
        Assert.Contains(words, engine.Say(failure), StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Task<byte[]> SecretAsync(Database database) => new KeptSecrets(database).OfAsync("outage", Token);

    private static async Task IsRefusedAsync(Database database, string words) =>
        Assert.Contains(words, (await Assert.ThrowsAsync<StorageException>(() => SecretAsync(database))).Message, StringComparison.Ordinal);

    /// <summary>Nothing was tried: there is no failure behind the refusal.</summary>
    private static async Task IsRefusedAtOnceAsync(Database database)
    {
        for (var ask = 0; ask < 100; ask++)
            Assert.Null((await Assert.ThrowsAsync<StorageException>(() => SecretAsync(database))).InnerException);
    }

    private static async Task IsBackAsync(FakeTime time, Database database)
    {
        for (var step = 0; step < 600 && database.Fault is not null; step++)
            await time.PassAsync(TimeSpan.FromSeconds(1), step: 1);
        Assert.Null(database.Fault);
    }
}
