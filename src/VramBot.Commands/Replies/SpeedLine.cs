using System.Globalization;
using VramBot.Core.Fitting;
using VramBot.Core.Speed;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies;

/// <summary>Words speeds: always a range, two figures of it, and what bounds it.</summary>
internal static class SpeedLine
{
    /// <summary>What speeds in a table are.</summary>
    public static string Meaning => Tr("tok/s: tokens a second that each user gets, bounded by memory bandwidth and arithmetic, from a full context to an empty one.");

    /// <summary><c>Speed: 45–75 tokens/s for one user, prompts 3,000–5,000 tokens/s (bound by memory bandwidth; the lower end with a full context)</c>; null where it does not fit or is not known.</summary>
    public static string? Of(GpuFit? fit)
    {
        if (fit is null || fit.Verdict == FitVerdict.DoesNotFit || DecodeSpeed.Of(fit) is not { } rate)
            return null;
        var users = fit.Estimate.Request.Sequences;
        var who = users == 1 ? Tr("for one user") : Tr($"for each of {users:#,0} users, {Range(rate.Total)} in all");
        var prompts = PrefillSpeed.Of(fit) is { } prompt ? Tr($", prompts {Range(prompt)} tokens/s") : string.Empty;
        return Tr($"Speed: {Range(rate.PerSequence)} tokens/s {who}{prompts} (bound by {Tr(rate.PerSequence.Bound.Words())}; the lower end with a full context)");
    }

    /// <summary>A range without its unit: <c>4.3–8.6</c>, <c>45–75</c>, <c>3,100–5,200</c>; one figure where both ends round to it.</summary>
    public static string Range(SpeedRange range) => Figure(range.Low) is var low && Figure(range.High) is var high && low == high ? low : $"{low}–{high}";

    private static string Figure(double speed)
    {
        if (speed < 10)
            return speed.ToString("0.0", CultureInfo.CurrentCulture);
        var unit = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(speed)) - (speed < 1000 ? 2 : 1)));
        return (Math.Round(speed / unit) * unit).ToString("#,0", CultureInfo.CurrentCulture);
    }
}
