using System.Buffers.Binary;
using VramBot.Slack.Http;
using VramBot.Testing;

namespace VramBot.Slack.Tests.Http;

public sealed class ReplayGuardTests
{
    private readonly FakeTime time = new();

    /// <summary>A timestamp that lies five minutes ahead counts for ten.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(299)]
    [InlineData(600)]
    public void A_signature_is_known_for_as_long_as_its_timestamp_counts(int seconds)
    {
        var guard = new ReplayGuard(time);
        Assert.True(guard.IsNew(Signature(1)));
        for (var second = 0; second < seconds; second += 100)
        {
            time.Advance(TimeSpan.FromSeconds(Math.Min(100, seconds - second)));
            Assert.True(guard.IsNew(Signature(1_000 + second)));
        }

        Assert.False(guard.IsNew(Signature(1)));
    }

    [Fact]
    public void Many_signatures_are_known_and_no_more_than_two_generations()
    {
        var guard = new ReplayGuard(time);
        for (var number = 0; number < 4 * ReplayGuard.Most; number++)
            Assert.True(guard.IsNew(Signature(number)));
        for (var number = (4 * ReplayGuard.Most) - 1; number >= 3 * ReplayGuard.Most; number--)
            Assert.False(guard.IsNew(Signature(number)));
        Assert.True(guard.IsNew(Signature(0)));
    }

    /// <summary>Two requests of many threads are one.</summary>
    [Fact]
    public async Task Of_those_that_come_at_once_one_is_new()
    {
        var guard = new ReplayGuard(time);
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => Enumerable.Range(0, 200).Count(number => guard.IsNew(Signature(number))))));
        Assert.Equal(200, answers.Sum());
    }

    private static byte[] Signature(int number)
    {
        var signature = new byte[32];
        BinaryPrimitives.WriteInt32LittleEndian(signature, number);
        return signature;
    }
}
