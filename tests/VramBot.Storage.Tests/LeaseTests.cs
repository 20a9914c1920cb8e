using VramBot.Testing;
using VramBot.Testing.Databases;

namespace VramBot.Storage.Tests;

/// <summary>One at a time may do what only one may.</summary>
public sealed class LeaseTests
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    [Theory]
    [ClassData(typeof(EveryStore))]
    public async Task One_of_two_holds_it_until_it_is_given_back(StoreKind kind)
    {
        await using var store = await TestStore.MakeAsync(kind);
        var (one, other) = (Of(store, new()), Of(store, new()));
        Assert.True(await one.TakeAsync("commands", "one", Life, Token));
        Assert.False(await other.TakeAsync("commands", "other", Life, Token));
        Assert.True(await one.TakeAsync("commands", "one", Life, Token));
        Assert.True(await other.TakeAsync("something else", "other", Life, Token));
        await other.GiveBackAsync("commands", "other", Token);
        Assert.False(await other.TakeAsync("commands", "other", Life, Token));
        await one.GiveBackAsync("commands", "one", Token);
        Assert.True(await other.TakeAsync("commands", "other", Life, Token));
    }

    [Theory]
    [ClassData(typeof(EveryStore))]
    public async Task One_that_died_holds_it_for_its_time_alone(StoreKind kind)
    {
        await using var store = await TestStore.MakeAsync(kind);
        var time = new FakeTime();
        var (one, other) = (Of(store, time), Of(store, time));
        Assert.True(await one.TakeAsync("commands", "one", Life, Token));
        time.Advance(Life - TimeSpan.FromSeconds(1));
        Assert.False(await other.TakeAsync("commands", "other", Life, Token));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await other.TakeAsync("commands", "other", Life, Token));
        Assert.False(await one.TakeAsync("commands", "one", Life, Token));
    }

    [Theory]
    [ClassData(typeof(EveryStore))]
    public async Task Of_many_at_once_one_gets_it(StoreKind kind)
    {
        await using var store = await TestStore.MakeAsync(kind);
        var time = new FakeTime();
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => Of(store, time).TakeAsync("commands", $"{number}", Life, Token), Token)));
        Assert.Single(taken, isTaken => isTaken);
    }

    [Theory]
    [ClassData(typeof(EveryStore))]
    public async Task A_secret_is_made_once_and_the_same_for_all(StoreKind kind)
    {
        await using var store = await TestStore.MakeAsync(kind);
        var secrets = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new KeptSecrets(store.Open()).OfAsync("limits", Token), Token)));
        Assert.Equal(32, secrets[0].Length);
        Assert.All(secrets, secret => Assert.Equal(secrets[0], secret));
        Assert.NotEqual(secrets[0], await new KeptSecrets(store.Open()).OfAsync("others", Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Leases Of(TestStore store, FakeTime time) => new(store.Open(), time);
}
