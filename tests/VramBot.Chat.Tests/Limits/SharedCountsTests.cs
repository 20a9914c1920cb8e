using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using VramBot.Chat.Limits;
using VramBot.Storage;
using VramBot.Testing;
using VramBot.Testing.Databases;

namespace VramBot.Chat.Tests.Limits;

/// <summary>Replicas add up what they have given, over a real database.</summary>
public sealed class SharedCountsTests
{
    private static readonly Asker Ada = new("discord", "809501827364546778", "110373943822540800");

    private readonly FakeTime time = new();

    [Theory]
    [ClassData(typeof(EveryStore))]
    public async Task What_one_replica_has_given_the_other_gives_no_more(StoreKind kind)
    {
        await using var store = await TestStore.MakeAsync(kind);
        var (one, other) = (Replica(store), Replica(store));
        Assert.Equal(6, Answered(one, Ada, 6));
        await ExchangeAsync(one, other);
        Assert.Equal(1, Answered(other, Ada, 1));
        await ExchangeAsync(other, one);
        Assert.Equal(3, Answered(other, Ada, 10));
        await ExchangeAsync(other, one);

        // Who was not asked since has not heard of it, and hears of it with the next that is asked.
        Assert.Equal(1, Answered(one, Ada, 1));
        await ExchangeAsync(one);
        Assert.Equal(0, Answered(one, Ada, 10));
        Assert.Equal(0, Answered(other, Ada, 10));
        Assert.Equal(10, Answered(one, new("discord", "2", Ada.Server), 10));
    }

    [Theory]
    [ClassData(typeof(EveryStore))]
    public async Task A_replica_that_comes_in_the_next_minute_knows_of_the_one_before(StoreKind kind)
    {
        await using var store = await TestStore.MakeAsync(kind);
        var (one, other) = (Replica(store), Replica(store));
        Assert.Equal(10, Answered(one, Ada, 10));
        await ExchangeAsync(one);
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(1, Answered(other, Ada, 1));
        await ExchangeAsync(other);
        Assert.Equal(0, Answered(other, Ada, 10));
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(4, Answered(other, Ada, 10));
    }

    [Theory]
    [ClassData(typeof(EveryStore))]
    public async Task Many_replicas_that_tell_at_once_lose_nothing(StoreKind kind)
    {
        await using var store = await TestStore.MakeAsync(kind);
        var replicas = Enumerable.Range(0, 4).Select(_ => Replica(store, perPerson: 1_000_000)).ToList();
        var people = Enumerable.Range(0, 600).Select(number => new Asker("slack", $"U{number}", null)).ToList();
        await Task.WhenAll(replicas.Select(replica => Task.Run(async () =>
        {
            for (var round = 0; round < 3; round++)
            {
                foreach (var person in people)
                    Answered(replica, person, 1);
                await replica.Shared.ExchangeAsync(Token);
            }
        })));
        Assert.Equal(0, store.Said(451));
        await ExchangeAsync([.. replicas]);
        Assert.Equal(people.Count * 3 * replicas.Count, await store.NumberAsync("SELECT sum(answers) FROM answer_counts"));
    }

    [Theory]
    [ClassData(typeof(EveryStore))]
    public async Task Rows_go_when_their_minutes_are_over_and_nobody_can_be_read_from_them(StoreKind kind)
    {
        await using var store = await TestStore.MakeAsync(kind);
        var replica = Replica(store);
        Answered(replica, Ada, 2);
        await ExchangeAsync(replica);
        Assert.Equal(2, await store.NumberAsync("SELECT count(*) FROM answer_counts WHERE answers = 2 AND length(asker) = 16"));
        Assert.Equal(2, await store.NumberAsync("SELECT count(DISTINCT asker) FROM answer_counts"));
        for (var minute = 0; minute < 3; minute++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await ExchangeAsync(replica);
        }

        Assert.Equal(0, await store.NumberAsync("SELECT count(*) FROM answer_counts"));
        Assert.Equal(0, replica.Limits.Counting);
    }

    [Fact]
    public async Task In_another_database_the_same_person_is_another_number()
    {
        await using var here = await TestStore.MakeAsync(StoreKind.Sqlite);
        await using var there = await TestStore.MakeAsync(StoreKind.Sqlite);
        var hashes = new List<string>();
        foreach (var store in new[] { here, there })
        {
            var replica = Replica(store, perServer: 0);
            Answered(replica, Ada, 1);
            await ExchangeAsync(replica);
            hashes.Add(await store.Open().UseAsync(async (connection, token) =>
            {
                await using var command = connection.Command("SELECT asker FROM answer_counts WHERE answers = 1");
                return Convert.ToHexString((byte[])(await command.ExecuteScalarAsync(token))!);
            }, Token));
        }

        Assert.NotEqual(hashes[0], hashes[1]);
    }

    [Fact]
    public async Task While_the_server_is_away_each_counts_for_itself_and_tells_afterwards()
    {
        Assert.SkipWhen(PostgresServer.Absent is not null, $"{PostgresServer.Absent}");
        await using var server = await PostgresServer.StartAsync();
        await using var store = await TestStore.MakeAsync(server);
        var (one, other) = (Replica(store), Replica(store));
        Assert.Equal(2, Answered(one, Ada, 2));
        await ExchangeAsync(one, other);
        await server.StopAsync();
        Assert.Equal(3, Answered(one, Ada, 3));
        await ExchangeAsync(one, one, one);
        Assert.Equal(1, store.Said(451));
        Assert.Equal(1, Answered(one, Ada, 1));
        await server.StartAgainAsync();
        for (var step = 0; step < 40 && store.Said(452) == 0; step++)
            await time.PassAsync(TimeSpan.FromSeconds(0.5), step: 0.5);
        await ExchangeAsync(one);
        Assert.Equal(6, await store.NumberAsync("SELECT max(answers) FROM answer_counts"));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static int Answered((AnswerLimits Limits, SharedCounts Shared) replica, Asker asker, int asked) =>
        Enumerable.Range(0, asked).Count(_ => replica.Limits.Take(asker, out var _, out var _) == TimeSpan.Zero);

    private static async Task ExchangeAsync(params (AnswerLimits Limits, SharedCounts Shared)[] replicas)
    {
        foreach (var replica in replicas)
            await replica.Shared.ExchangeAsync(Token);
    }

    private (AnswerLimits Limits, SharedCounts Shared) Replica(TestStore store, int perPerson = 10, int perServer = 100)
    {
        var limits = new AnswerLimits(Options.Create(new LimitOptions { PerPerson = perPerson, PerServer = perServer }), time);
        var database = store.Open(time);
        return (limits, new(limits, database, new(database), time, NullLogger<SharedCounts>.Instance));
    }
}
