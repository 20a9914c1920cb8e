using System.Security.Cryptography;
using VramBot.Hub.Cache;
using VramBot.Storage;
using VramBot.Testing;
using VramBot.Testing.Databases;

namespace VramBot.Hub.Tests.Cache;

/// <summary>What was read from the hub is kept for all who share the database, up to a limit.</summary>
public sealed class StoredHubCacheTests
{
    private const long Most = 64 << 10;

    private readonly FakeTime time = new();

    [Theory]
    [ClassData(typeof(EveryStore))]
    public async Task What_one_keeps_another_finds(StoreKind kind)
    {
        await using var store = await TestStore.MakeAsync(kind);
        var (one, other) = (Cache(store), Cache(store));
        foreach (var item in new CachedItem[] { new([1, 2, 3], "\"e\"", 4_000_000_000, time.GetUtcNow()), new([], null, null, time.GetUtcNow().AddDays(-1)), new(new byte[1 << 20], "w", 0, DateTimeOffset.MinValue) })
        {
            await one.KeepAsync("key", item, Token);
            var found = await other.FindAsync("key", Token);
            Assert.Equal((item.ETag, item.FileLength, item.CheckedAt), (found!.ETag, found.FileLength, found.CheckedAt));
            Assert.Equal(item.Body, found.Body);
        }

        Assert.Null(await other.FindAsync("another", Token));
    }

    [Theory]
    [ClassData(typeof(EveryStore))]
    public async Task It_stays_within_its_limit_and_what_was_used_longest_ago_goes_first(StoreKind kind)
    {
        await using var store = await TestStore.MakeAsync(kind);
        var cache = Cache(store);
        for (var number = 0; number < 200; number++)
        {
            await cache.KeepAsync($"file {number}", Item(1024), Token);
            time.Advance(TimeSpan.FromMinutes(11));
            Assert.NotNull(await cache.FindAsync("file 0", Token));
        }

        Assert.InRange(await store.NumberAsync("SELECT sum(length(body)) FROM hub_cache"), Most / 2, Most + (Most / 16));
        Assert.NotNull(await cache.FindAsync("file 0", Token));
        Assert.NotNull(await cache.FindAsync("file 199", Token));
        Assert.Null(await cache.FindAsync("file 1", Token));
    }

    [Theory]
    [ClassData(typeof(EveryStore))]
    public async Task Refusals_without_any_bytes_have_an_end_too(StoreKind kind)
    {
        await using var store = await TestStore.MakeAsync(kind);
        var cache = Cache(store);
        for (var number = 0; number < 500; number++)
            await cache.KeepAsync($"list hub nobody/{number}", Item(0), Token);
        Assert.InRange(await store.NumberAsync("SELECT count(*) FROM hub_cache"), 50, Most / CachedItem.Surrounds * 17 / 16);
    }

    [Theory]
    [ClassData(typeof(EveryStore))]
    public async Task A_process_that_comes_and_goes_sweeps_what_those_before_left(StoreKind kind)
    {
        await using var store = await TestStore.MakeAsync(kind);
        for (var number = 0; number < 100; number++)
        {
            await using var process = store.Open(time);
            await new StoredHubCache(process, time, Most).KeepAsync($"file {number}", Item(2048), Token);
        }

        Assert.InRange(await store.NumberAsync("SELECT sum(length(body)) FROM hub_cache"), Most / 2, Most);
    }

    [Theory]
    [ClassData(typeof(EveryStore))]
    public async Task Many_write_at_once_and_nothing_is_mixed_up(StoreKind kind)
    {
        await using var store = await TestStore.MakeAsync(kind);
        var caches = Enumerable.Range(0, 4).Select(_ => Cache(store)).ToList();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var number = 0; number < 40; number++)
            {
                var cache = caches[(writer + number) % caches.Count];
                try
                {
                    await cache.KeepAsync($"file {number}", new([(byte)number], $"{number}", number, time.GetUtcNow()), Token);
                }
                catch (StorageException exception)
                {
                    // Two sweeps that met may be told to try again; the next one sweeps.
                    Assert.Contains("40P01", exception.Message, StringComparison.Ordinal);
                }

                if (await cache.FindAsync($"file {number}", Token) is { } found)
                    Assert.Equal(($"{number}", (byte)number), (found.ETag, Assert.Single(found.Body)));
            }
        }, Token)));
        Assert.Equal(0, store.Said(451));
    }

    [Theory]
    [ClassData(typeof(EveryStore))]
    public async Task What_the_database_does_not_take_is_kept_in_memory(StoreKind kind)
    {
        await using var store = await TestStore.MakeAsync(kind);
        var cache = new FallbackHubCache(Cache(store));
        var names = new[] { "nul\0", "half \ud83d", "'; DROP TABLE hub_cache; --", "👩‍💻", string.Empty, Convert.ToHexString(RandomNumberGenerator.GetBytes(20_000)) };
        for (var number = 0; number < names.Length; number++)
            await cache.KeepAsync(names[number], new([(byte)number], names[number].Length < 100 ? names[number] : null, null, time.GetUtcNow()), Token);
        for (var number = 0; number < names.Length; number++)
            Assert.Equal([(byte)number], (await cache.FindAsync(names[number], Token))!.Body);
        Assert.Equal(0, store.Said(451));
    }

    [Fact]
    public async Task What_somebody_else_wrote_is_not_trusted_to_be_a_cache()
    {
        await using var store = await TestStore.MakeAsync(StoreKind.Sqlite);
        await store.NumberAsync("INSERT INTO hub_cache (key, checked_at, used_at, body) VALUES ('when', 'yesterday', 0, x''), ('what', '2026-01-01T00:00:00.0000000+00:00', 0, x'ffffffff') RETURNING 1");
        Assert.Null(await Cache(store).FindAsync("when", Token));
        Assert.Null(await Cache(store).FindAsync("what", Token));
    }

    [Fact]
    public async Task While_the_server_is_away_the_memory_serves_and_then_the_server_again()
    {
        Assert.SkipWhen(PostgresServer.Absent is not null, $"{PostgresServer.Absent}");
        await using var server = await PostgresServer.StartAsync();
        await using var store = await TestStore.MakeAsync(server);
        var cache = new FallbackHubCache(Cache(store));
        await cache.KeepAsync("before", Item(10), Token);
        await server.StopAsync();
        Assert.Null(await cache.FindAsync("before", Token));
        await cache.KeepAsync("meanwhile", Item(10), Token);
        Assert.NotNull(await cache.FindAsync("meanwhile", Token));
        Assert.Equal(1, store.Said(451));
        await server.StartAgainAsync();
        for (var step = 0; step < 600 && store.Said(452) == 0; step++)
            await time.PassAsync(TimeSpan.FromSeconds(1), step: 1);
        Assert.NotNull(await cache.FindAsync("before", Token));
    }

    [Fact]
    public async Task The_memory_has_an_end_too()
    {
        var memory = new MemoryHubCache(mostBytes: Most);
        for (var number = 0; number < 1000; number++)
        {
            await memory.KeepAsync($"{number}", Item(number % 2 == 0 ? 0 : 1024), Token);
            Assert.NotNull(await memory.FindAsync("0", Token));
        }

        var left = 0;
        for (var number = 0; number < 1000; number++)
            left += await memory.FindAsync($"{number}", Token) is null ? 0 : 1;
        Assert.InRange(left, 30, Most / CachedItem.Surrounds);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private StoredHubCache Cache(TestStore store) => new(store.Open(time), time, Most);

    // What cannot be made smaller: the limit is one of what is written.
    private CachedItem Item(int length) => new(RandomNumberGenerator.GetBytes(length), null, null, time.GetUtcNow());
}
