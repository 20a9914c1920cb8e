using Microsoft.Data.Sqlite;
using VramBot.Storage.Engines;
using VramBot.Storage.Schema;
using VramBot.Testing.Databases;

namespace VramBot.Storage.Tests;

/// <summary>The schema is brought up to date once, whoever comes first, and never down.</summary>
public sealed class MigrationTests
{
    private static long Latest => Migration.All[^1].Version;

    [Fact]
    public void Steps_are_numbered_one_by_one() => Assert.Equal(Enumerable.Range(1, Migration.All.Length).Select(number => (long)number), Migration.All.Select(migration => migration.Version));

    [Theory]
    [ClassData(typeof(EveryStore))]
    public async Task Many_who_start_at_once_apply_each_step_once(StoreKind kind)
    {
        await using var store = await TestStore.MakeAsync(kind);
        var faults = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => store.Open().CheckAsync(Token), Token)));
        Assert.All(faults, Assert.Null);
        Assert.Equal(Latest, await store.NumberAsync("SELECT count(*) FROM vrambot_versions"));
        Assert.Equal(Latest, await store.NumberAsync("SELECT max(version) FROM vrambot_versions"));
    }

    [Theory]
    [ClassData(typeof(EveryStore))]
    public async Task A_step_that_fails_leaves_nothing_behind(StoreKind kind)
    {
        await using var store = await TestStore.MakeAsync(kind);
        var broken = Migration.All.Add(new(Latest + 1, "broken", "CREATE TABLE half (a BIGINT); INSERT INTO nowhere (a) VALUES (1)"));
        using (var engine = EngineOf(store))
        {
            await using var connection = await engine.OpenAsync(Token);
            var failure = await Assert.ThrowsAnyAsync<Exception>(() => Migrator.RunAsync(connection, engine, broken, TimeProvider.System, Token));
            Assert.Equal(Trouble.Down, engine.Judge(failure));
        }

        Assert.Equal(Latest, await store.NumberAsync("SELECT max(version) FROM vrambot_versions"));
        await Assert.ThrowsAsync<StorageException>(() => store.NumberAsync("SELECT count(*) FROM half"));
    }

    [Theory]
    [ClassData(typeof(EveryStore))]
    public async Task A_database_of_a_newer_program_is_left_alone_and_that_is_said(StoreKind kind)
    {
        await using var store = await TestStore.MakeAsync(kind);
        await store.NumberAsync($"INSERT INTO vrambot_versions (version, name, applied_at) VALUES ({Latest + 7}, 'later', 'then') RETURNING version");
        var old = store.Open();
        var refused = await Assert.ThrowsAsync<StorageException>(() => new KeptSecrets(old).OfAsync("limits", Token));
        Assert.Contains($"newer VramBot has written it (schema {Latest + 7}; this one knows up to {Latest})", refused.Message, StringComparison.Ordinal);
        Assert.Contains("newer VramBot", await old.CheckAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(EveryStore))]
    public async Task Who_may_only_read_and_write_rows_starts_too_once_the_schema_is_there(StoreKind kind)
    {
        await using var store = await TestStore.MakeAsync(kind);
        await store.NumberAsync("SELECT 1");
        using var engine = EngineOf(store);
        await using var connection = await engine.OpenAsync(Token);
        if (kind is StoreKind.Postgres)
            await connection.RunAsync("CREATE ROLE rows_only_x; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO rows_only_x; SET ROLE rows_only_x", Token);
        else
            await connection.RunAsync("PRAGMA query_only=1", Token);
        await Migrator.RunAsync(connection, engine, Migration.All, TimeProvider.System, Token);
    }

    // As the first releases wrote it: two tables without row ids, each made by the part that used it, and no versions.
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_file_of_before_versions_is_taken_over_with_all_that_is_in_it(bool hasInstallations, bool hasCache)
    {
        await using var store = await TestStore.MakeAsync(StoreKind.Sqlite);
        Directory.CreateDirectory(Path.GetDirectoryName(store.Settings.Path)!);
        SqliteLibrary.Load();
        await using (var file = new SqliteConnection($"Data Source={store.Settings.Path}"))
        {
            await file.OpenAsync(Token);
            if (hasInstallations)
                await file.RunAsync("""
                    PRAGMA journal_mode=WAL;
                    CREATE TABLE IF NOT EXISTS slack_installations (
                        enterprise_id TEXT NOT NULL, team_id TEXT NOT NULL, token BLOB NOT NULL, installed_at TEXT NOT NULL, PRIMARY KEY (enterprise_id, team_id)) WITHOUT ROWID;
                    INSERT INTO slack_installations VALUES ('', 'T1', x'010203', '2026-01-01T00:00:00.0000000+00:00');
                    """, Token);
            if (hasCache)
                await file.RunAsync("""
                    PRAGMA journal_mode=WAL;
                    CREATE TABLE IF NOT EXISTS hub_cache (
                        key TEXT NOT NULL PRIMARY KEY, etag TEXT, file_length INTEGER, checked_at TEXT NOT NULL, used_at INTEGER NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
                    CREATE INDEX IF NOT EXISTS hub_cache_used ON hub_cache (used_at, key, length(body));
                    INSERT INTO hub_cache VALUES ('list hub some/model', '"e"', NULL, '2026-01-01T00:00:00.0000000+00:00', 638000000000000000, x'0405');
                    """, Token);
        }

        Assert.Equal(hasInstallations ? 1 : 0, await store.NumberAsync("SELECT count(*) FROM slack_installations WHERE team_id = 'T1' AND token = x'010203'"));
        Assert.Equal(hasCache ? 1 : 0, await store.NumberAsync("SELECT count(*) FROM hub_cache WHERE etag = '\"e\"' AND body = x'0405'"));
        Assert.Equal(Latest, await store.NumberAsync("SELECT count(*) FROM vrambot_versions"));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static IDatabaseEngine EngineOf(TestStore store) =>
        store.Settings.IsShared ? new PostgresEngine(PostgresAddress.Read(store.Settings.Postgres!, out _)!) : new SqliteEngine(store.Settings.Path);
}
