using System.Globalization;

namespace VramBot.Discord.Rest;

/// <summary>Discord's ids, which tell when they were made.</summary>
internal static class Snowflake
{
    // The first second of 2015, in Unix milliseconds.
    private const long Epoch = 1_420_070_400_000;
    private const int TimeShift = 22;

    /// <summary>When an id was made, or null for what is no id.</summary>
    public static DateTimeOffset? TimeOf(string id) =>
        ulong.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? DateTimeOffset.FromUnixTimeMilliseconds((long)(number >> TimeShift) + Epoch) : null;

    /// <summary>The first id of a moment.</summary>
    public static string At(DateTimeOffset time) => ((ulong)(time.ToUnixTimeMilliseconds() - Epoch) << TimeShift).ToString(CultureInfo.InvariantCulture);
}
