using System.Globalization;
using VramBot.Core.Engines;

namespace VramBot.Terminal.Accuracy;

/// <summary>Which release a source of a date ran, where it does not say so.</summary>
internal static class ReleaseDates
{
    /// <summary>Published figures are a month older than their publication.</summary>
    private const int DaysBefore = 30;

    /// <summary>First days of releases of Transformers whose loss differs, newest first (its release notes).</summary>
    private static readonly (DateOnly From, EngineVersion Version)[] OfTransformers =
    [
        (new(2025, 12, 1), new(5, 0)),
        (new(2025, 7, 25), new(4, 54)),
        (new(2025, 3, 21), new(4, 50)),
        (new(2025, 1, 10), new(4, 48)),
        (new(2024, 12, 5), new(4, 47)),
        (new(2024, 10, 24), new(4, 46)),
        (new(2023, 12, 11), new(4, 36)),
        (new(2023, 11, 2), new(4, 35)),
    ];

    /// <summary>The same of torchtune.</summary>
    private static readonly (DateOnly From, EngineVersion Version)[] OfTorchtune =
    [
        (new(2025, 5, 1), new(0, 7)),
        (new(2024, 9, 24), new(0, 3)),
        (new(2024, 4, 16), new(0, 1)),
    ];

    public static EngineVersion? Transformers(string? date) => Newest(OfTransformers, date);

    public static EngineVersion? Torchtune(string? date) => Newest(OfTorchtune, date);

    /// <summary>The year as a release, for frameworks that are told apart by it.</summary>
    public static EngineVersion? Year(string? date) => TryRead(date, out var day) ? new EngineVersion(day.Year, day.Month) : null;

    private static EngineVersion? Newest((DateOnly From, EngineVersion Version)[] releases, string? date)
    {
        if (!TryRead(date, out var day))
            return null;
        var ran = day.AddDays(-DaysBefore);
        foreach (var (from, version) in releases)
            if (ran >= from)
                return version;
        return releases[^1].Version;
    }

    /// <summary>Reads <c>2025-02-07</c>, <c>2025-02</c>, <c>2025</c> and the end of <c>2025-2026</c>.</summary>
    private static bool TryRead(string? text, out DateOnly day)
    {
        day = default;
        if (text is null)
            return false;
        var parts = text.Split('-');
        if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 2000 or > 2100)
            return false;
        if (parts.Length > 1 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var second))
        {
            if (second > 2000)
                (year, parts) = (second, [parts[1]]);
            else if (second is < 1 or > 12)
                return false;
        }

        var month = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 12;
        var date = parts.Length > 2 && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var stated) ? Math.Clamp(stated, 1, DateTime.DaysInMonth(year, month)) : 28;
        day = new(year, month, date);
        return true;
    }
}
