using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies;

/// <summary>Words a month.</summary>
internal static class Months
{
    /// <summary><c>December 2023</c>.</summary>
    public static string Of(DateTime date) => date.Month switch
    {
        1 => Tr($"January {date.Year}"),
        2 => Tr($"February {date.Year}"),
        3 => Tr($"March {date.Year}"),
        4 => Tr($"April {date.Year}"),
        5 => Tr($"May {date.Year}"),
        6 => Tr($"June {date.Year}"),
        7 => Tr($"July {date.Year}"),
        8 => Tr($"August {date.Year}"),
        9 => Tr($"September {date.Year}"),
        10 => Tr($"October {date.Year}"),
        11 => Tr($"November {date.Year}"),
        _ => Tr($"December {date.Year}"),
    };
}
