using System.Globalization;

namespace VramBot.Chat;

/// <summary>How old a signed request may be: what was recorded cannot be sent again later.</summary>
public static class FreshnessWindow
{
    // Digits of the year 9999 in Unix seconds.
    private const int MostDigits = 12;

    /// <summary>How far a timestamp may lie from this machine's clock, either way.</summary>
    public static readonly TimeSpan Width = TimeSpan.FromMinutes(5);

    /// <summary>Whether a timestamp, Unix seconds in plain digits, lies within the window.</summary>
    public static bool Holds(string? timestamp, DateTimeOffset now) =>
        timestamp is { Length: > 0 and <= MostDigits }
        && long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(now.ToUnixTimeSeconds() - seconds) <= (long)Width.TotalSeconds;
}
