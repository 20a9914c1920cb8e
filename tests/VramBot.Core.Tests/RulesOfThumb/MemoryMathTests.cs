using VramBot.Core.RulesOfThumb;
using VramBot.Core.Units;

namespace VramBot.Core.Tests.RulesOfThumb;

/// <summary>"Model Memory Math" against what it prints.</summary>
public sealed class MemoryMathTests
{
    // "Weight Memory": FP16/BF16, FP8/INT8, INT4. The 140 GB of 70B are printed by the snippet of "Command Examples" too.
    [Theory]
    [InlineData(7, 14, 7, 3.5)]
    [InlineData(13, 26, 13, 6.5)]
    [InlineData(34, 68, 34, 17)]
    [InlineData(70, 140, 70, 35)]
    public void Its_weights_are_those_of_its_table(double billions, double half, double eight, double four)
    {
        var parameters = new ParameterCount((long)(billions * 1e9));
        Printed.Agrees(half, 1, MemoryMath.Weights(parameters, 2));
        Printed.Agrees(eight, 1, MemoryMath.Weights(parameters, 1));
        Printed.Agrees(four, 1, MemoryMath.Weights(parameters, 0.5));
    }

    // "KV-Cache Examples": 32 × 8192 × 2 × 8 × 128 × 2 ≈ 1 GiB for each active long sequence; "the same context with 32 KV heads is roughly 4 GiB".
    [Theory]
    [InlineData(8, 1)]
    [InlineData(32, 4)]
    public void Its_cache_of_8k_tokens_is_what_it_prints(int heads, double gibibytes) => Assert.Equal(gibibytes, MemoryMath.Cache(32, new(8192), heads, 128, 2).TotalGibibytes);

    [Fact]
    public void Its_cache_grows_with_the_sequences() => Assert.Equal(40, MemoryMath.Cache(32, new(8192), 8, 128, 2, 40).TotalGibibytes);

    // "Capacity Worksheet": runtime headroom target 10 to 20 percent minimum.
    [Theory]
    [InlineData(MemoryMath.LeastHeadroom, 100)]
    [InlineData(MemoryMath.MostHeadroom, 112.5)]
    public void Its_headroom_stays_free(double share, double gigabytes) => Printed.Agrees(gigabytes, 1, MemoryMath.WithHeadroom(Bytes.FromBytes(90_000_000_000), share));
}
