using System.Globalization;
using VramBot.Core.Speed;

namespace VramBot.Commands.Replies;

/// <summary>How speeds are printed: two bounds, whole above ten.</summary>
internal static class Speeds
{
    /// <summary>What the figures are.</summary>
    public const string Meaning = "tok/s: tokens a second that each user gets, bounded by memory bandwidth and arithmetic, from a full context to an empty one.";

    private const double WholeFrom = 9.95;

    /// <summary>Tokens a second without the unit: <c>25–31</c>, <c>4.2–6.0</c>.</summary>
    public static string Of(SpeedRange range)
    {
        var (low, high) = (One(range.Low), One(range.High));
        return low == high ? low : $"{low}–{high}";
    }

    private static string One(double speed) => speed.ToString(speed < WholeFrom ? "0.0" : "#,0", CultureInfo.InvariantCulture);
}
