namespace VramBot.Chat.Tests;

/// <summary>A body is read whole or not at all.</summary>
public sealed class CappedBodyTests
{
    private const int Most = 10_000;

    [Theory]
    [InlineData(0, null)]
    [InlineData(0, 0L)]
    [InlineData(1, null)]
    [InlineData(4_096, null)]
    [InlineData(Most - 1, null)]
    [InlineData(Most, null)]
    [InlineData(Most, (long)Most)]
    [InlineData(Most, 5L)]
    [InlineData(5, (long)Most)]
    public async Task Up_to_the_limit_it_is_read_whatever_was_announced(int length, long? announced)
    {
        var bytes = Enumerable.Range(0, length).Select(index => (byte)(index * 31)).ToArray();
        using var stream = new SlowStream(bytes);
        var body = await CappedBody.ReadAsync(stream, "v0:"u8.ToArray(), Most, announced, TestContext.Current.CancellationToken);
        Assert.Equal(bytes, body!.Body.ToArray());
        Assert.Equal([.. "v0:"u8, .. bytes], body.Whole.ToArray());
    }

    [Theory]
    [InlineData(Most + 1, null)]
    [InlineData(Most + 1, 5L)]
    [InlineData(10 * Most, null)]
    [InlineData(5, Most + 1L)]
    [InlineData(5, long.MaxValue)]
    public async Task Beyond_the_limit_it_is_refused_and_not_read_on(int length, long? announced)
    {
        using var stream = new SlowStream(new byte[length]);
        Assert.Null(await CappedBody.ReadAsync(stream, default, Most, announced, TestContext.Current.CancellationToken));
        Assert.InRange(stream.Position, 0, Most + 1);
    }

    /// <summary>Gives a few bytes at a time, as networks do.</summary>
    private sealed class SlowStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(buffer.Length, 700)], cancellationToken);
    }
}
