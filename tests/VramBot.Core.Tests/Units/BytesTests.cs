using FsCheck;
using FsCheck.Fluent;
using VramBot.Core.Units;

namespace VramBot.Core.Tests.Units;

public sealed class BytesTests
{
    [Theory]
    [InlineData(0, "0.00 GiB")]
    [InlineData(1L << 30, "1.00 GiB")]
    [InlineData(3L << 29, "1.50 GiB")]
    public void Print_in_gibibytes(long bytes, string printed) => Assert.Equal(printed, Bytes.FromBytes(bytes).ToString());

    [Fact]
    public void A_gigabyte_is_not_a_gibibyte()
    {
        var size = Bytes.FromBytes(24_000_000_000);
        Assert.Equal(24.0, size.TotalGigabytes);
        Assert.Equal(22.35, size.TotalGibibytes, 2);
    }

    [Theory]
    [InlineData(0, 256, 0)]
    [InlineData(1, 256, 256)]
    [InlineData(256, 256, 256)]
    [InlineData(257, 256, 512)]
    public void Round_up_to_whole_units(long bytes, long unit, long rounded) =>
        Assert.Equal(rounded, Bytes.FromBytes(bytes).RoundUpTo(Bytes.FromBytes(unit)).Count);

    [Theory]
    [InlineData(10, 3, 4)]
    [InlineData(9, 3, 3)]
    [InlineData(0, 8, 0)]
    public void The_largest_of_equal_shares_is_rounded_up(long bytes, long owners, long share) => Assert.Equal(share, (Bytes.FromBytes(bytes) / owners).Count);

    [Fact]
    public void Overflow_is_an_error_and_never_a_small_number() => Assert.Throws<OverflowException>(() => Bytes.FromBytes(long.MaxValue) + Bytes.FromBytes(1));

    [Fact]
    public void Addition_and_subtraction_undo_each_other() =>
        Prop.ForAll<int, int>((left, right) => Bytes.FromBytes(left) + Bytes.FromBytes(right) - Bytes.FromBytes(right) == Bytes.FromBytes(left)).QuickCheckThrowOnFailure();
}
