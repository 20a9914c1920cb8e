using System.Globalization;

namespace VramBot.Chat.Tests;

/// <summary>A timestamp counts for five minutes, either way.</summary>
public sealed class FreshnessWindowTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-300, true)]
    [InlineData(-301, false)]
    [InlineData(100_000, false)]
    public void What_lies_within_it_holds(int age, bool expected) => Assert.Equal(expected, FreshnessWindow.Holds((Now.ToUnixTimeSeconds() - age).ToString(CultureInfo.InvariantCulture), Now));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-1767268800")]
    [InlineData("+1767268800")]
    [InlineData(" 1767268800")]
    [InlineData("1767268800.0")]
    [InlineData("0x69565EC0")]
    [InlineData("99999999999999999999")]
    public void What_is_no_plain_number_does_not(string? timestamp) => Assert.False(FreshnessWindow.Holds(timestamp, Now));
}
