using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using VramBot.Core;
using VramBot.Core.Planning;
using VramBot.Core.Units;

namespace VramBot.Commands.Grammar;

/// <summary>Reads the kinds of requests of a plan.</summary>
/// <remarks>
/// <code>
/// classes = class {("," | ";") class}
/// class   = {word of a name | length | share}     in any order, length once
/// length  = tokens "+" tokens                     prompt and output: 1k+500
/// share   = number "%" | ["x"] number | number "x"   80%, x30, 30
/// </code>
/// A class without a share gets the rest of 100 percent; without any share all are alike. Numbers of sequences count the users.
/// </remarks>
internal static partial class ClassReader
{
    public const int Most = 8;

    private const string Example = "chat 1k+500 80%, long 8k+1k 20%";

    public static ClassList Read(string text)
    {
        var items = text.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Item.Of).ToList();
        if (items.Count is 0 or > Most)
            return Bad(items.Count == 0 ? PlanProblems.Class(text) : PlanProblems.ClassesMany(items.Count, Most), items.Count == 0 ? Example : Join(items.Take(Most).Select(item => item with { Share = null, Count = null })));
        if (items.Find(item => item.Problem is not null) is { } unread)
            return Bad(unread.Problem!, Join(Mended(items)));
        return Shared(text, items);
    }

    private static ClassList Shared(string text, List<Item> items)
    {
        var (percents, counts, none) = (items.Count(item => item.Share is not null), items.Count(item => item.Count is not null), items.Count(item => item is { Share: null, Count: null }));
        if ((percents > 0 && counts > 0) || (counts > 0 && none > 0))
            return Bad(PlanProblems.ClassesMixed(text), Join(items.Select(item => item with { Share = null, Count = null })));
        if (counts > 0)
            return new([.. items.Select(item => item.As(item.Count!.Value / items.Sum(each => each.Count!.Value)))], items.Sum(item => item.Count!.Value), null, text);
        if (percents > 0 && none > 1)
            return Bad(PlanProblems.ClassesRest(text), Join(items.Select(item => item with { Share = null })));
        if (percents == 0)
            return new([.. items.Select(item => item.As(1.0 / items.Count))], null, null, text);
        var sum = items.Sum(item => item.Share ?? 0);
        if (none == 1 && sum < 100)
            return new([.. items.Select(item => item.As((item.Share ?? 100 - sum) / 100))], null, null, text);
        return none == 0 && Math.Abs(sum - 100) < 0.5
            ? new([.. items.Select(item => item.As(item.Share!.Value / sum))], null, null, text)
            : Bad(PlanProblems.ClassesSum(text, sum), Join(Scaled(items)));
    }

    /// <summary>The classes without those that cannot be read, and with lengths that can be guessed; an example when none is left.</summary>
    private static IEnumerable<Item> Mended(List<Item> items)
    {
        var left = items.Where(item => item.Prompt > 0).Select(item => item with { Share = null, Count = null }).ToList();
        return left.Count > 0 ? left : Example.Split(", ").Select(Item.Of);
    }

    /// <summary>Shares scaled to whole percents that come to 100, the first taking the rest.</summary>
    private static IEnumerable<Item> Scaled(List<Item> items)
    {
        var sum = items.Sum(item => item.Share ?? 0);
        var whole = items.Select(item => Math.Max(1, Math.Floor((item.Share ?? 0) * 100 / Math.Max(1, sum)))).ToArray();
        whole[Array.IndexOf(whole, whole.Max())] += 100 - whole.Sum();
        return items.Select((item, index) => item with { Share = whole[index] });
    }

    private static ClassList Bad(Problem problem, string corrected) => new([], null, problem, corrected);

    private static string Join(IEnumerable<Item> items) => string.Join(", ", items);

    [GeneratedRegex(@"\s*\+\s*")]
    private static partial Regex Plus();

    [GeneratedRegex(@"\s+%")]
    private static partial Regex SpacedPercent();

    [GeneratedRegex(@"^(\d{1,3}(?:\.\d+)?)%$")]
    private static partial Regex Percent();

    [GeneratedRegex(@"^[x×]?(\d{1,6})[x×]?$", RegexOptions.IgnoreCase)]
    private static partial Regex Number();

    /// <summary>One class as typed.</summary>
    private sealed record Item(string Name, long Prompt, long Output)
    {
        public double? Share { get; init; }

        public double? Count { get; init; }

        public Problem? Problem { get; init; }

        public static Item Of(string text)
        {
            var item = new Item(string.Empty, 0, 0);
            foreach (var word in SpacedPercent().Replace(Plus().Replace(text, "+"), "%").Split([' ', ':', '='], StringSplitOptions.RemoveEmptyEntries))
                item = item.With(text, word);
            return item is { Problem: null, Prompt: 0 } ? item with { Problem = PlanProblems.Class(text) } : item.Name.Length > 0 ? item : item with { Name = item.Lengths };
        }

        public RequestClass As(double share) => new(Name, new(Prompt), new(Output), share);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Name == Lengths ? string.Empty : $"{Name} ")}{Lengths}{(Share is { } share ? $" {share:0.##}%" : Count is { } count ? $" x{count:0}" : string.Empty)}");

        private string Lengths => string.Create(CultureInfo.InvariantCulture, $"{Prompt}+{Output}");

        private Item With(string text, string word)
        {
            if (word.Contains('+', StringComparison.Ordinal))
                return WithLengths(text, word);
            if (Percent().Match(word) is { Success: true } percent && Share is null)
                return double.Parse(percent.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is > 0 and <= 100 and var share ? this with { Share = share } : this with { Problem = PlanProblems.Class(text) };
            if (Number().Match(word) is { Success: true } number && Count is null)
                return int.Parse(number.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is > 0 and <= VramReader.MostSequences and var count ? this with { Count = count } : this with { Problem = PlanProblems.Class(text) };
            return word.Contains('%', StringComparison.Ordinal) ? this with { Problem = PlanProblems.Class(text) } : this with { Name = Name.Length == 0 ? word : $"{Name} {word}" };
        }

        private Item WithLengths(string text, string word)
        {
            var parts = word.Split('+');
            if (Prompt > 0)
                return this with { Problem = PlanProblems.Class(text) };
            return parts.Length == 2 && Tokens(parts[0]) is { } prompt && Tokens(parts[1]) is { } output
                ? this with { Prompt = prompt, Output = output }
                : this with { Problem = PlanProblems.ClassLength(text, word) };
        }

        private static long? Tokens(string text) => Numbers.Tokens(text) is >= 1 and <= VramReader.LongestContext and var tokens ? tokens : null;
    }
}
