using System.Collections.Immutable;
using System.Text.RegularExpressions;
using VramBot.Core;
using VramBot.Core.Catalogs;

namespace VramBot.Commands.Grammar;

/// <summary>Takes a <c>/vram-compare</c> line apart into the <c>/vram</c> lines of the things that are compared.</summary>
public sealed partial class CompareReader(Catalog catalog)
{
    /// <summary>The most things side by side.</summary>
    public const int Most = 6;

    /// <summary>Values of one option that are looked at.</summary>
    private const int MostValues = 24;
    private const string Fallback = "llama-3.1-8b";
    private static readonly ImmutableArray<string> FallbackFormats = ["Q4_K_M", "Q8_0"];

    private readonly VramReader values = new(catalog);

    /// <summary>The lines in the order in which their values were typed, or all problems of the line, each with a line that reads.</summary>
    public Result<ImmutableArray<ComparedLine>> Read(TypedLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var problems = new List<Problem>();
        var lists = Lists(line);
        if (!lists.Exists(list => list.Option == "model"))
        {
            lists.Insert(0, new("model", [Fallback]));
            problems.Add(ValueProblems.MissingModel());
        }

        var corrected = Checked(lists, problems);
        var count = CountOf(lists);
        if (count > Most)
            problems.Add(CompareProblems.TooMany([.. lists.Where(list => list.Values.Length > 1).Select(list => (NameOf(list.Option), list.Values.Length))], count));
        else if (count < 2)
            problems.Add(CompareProblems.Alone());
        if (problems.Count == 0)
            return Product(lists);
        var tried = Line(Fitting(corrected)).ToString();
        return new Result<ImmutableArray<ComparedLine>>.Rejected([.. problems.Select(problem => problem with { Try = tried })]);
    }

    private static string NameOf(string option) => CompareCommand.Lists.First(known => known.OfEstimate == option).Option;

    private static int CountOf(IEnumerable<ValueList> lists) => (int)Math.Min(int.MaxValue, lists.Aggregate(1L, (count, list) => Math.Min(count * list.Values.Length, int.MaxValue)));

    private List<ValueList> Lists(TypedLine line) =>
    [
        .. line.Options.Select(option => (Option: CompareCommand.Lists.First(list => list.Option == option.Description.Name).OfEstimate, option.Value))
            .Select(said => new ValueList(said.Option, Split(said.Option, said.Value))).Where(list => list.Values.Length > 0),
    ];

    private ImmutableArray<string> Split(string option, string text)
    {
        if (option is "ctx" or "users" && Thousands().IsMatch(text.Trim()))
            return [text.Trim()];
        return
        [
            .. Separator().Split(text).Select(value => value.Trim()).Where(value => value.Length > 0).Take(MostValues)
                .SelectMany(value => Words(option, value)).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostValues),
        ];
    }

    /// <summary>A value with spaces is one thing when it is known (<c>rtx 3060 12gb</c>), else its words where each of them is.</summary>
    private string[] Words(string option, string value)
    {
        var words = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 1 && words.Length <= MostValues && !IsKnown(option, value) && Array.TrueForAll(words, word => IsKnown(option, word)) ? words : [value];
    }

    private bool IsKnown(string option, string value) => values.Understand(LineOf([("model", Fallback)]).With(option, value)).Problems.Length == 0;

    /// <summary>Reads each value once, beside the first of every other list; what is wrong is added, and the lists are given back as they read.</summary>
    private List<ValueList> Checked(List<ValueList> lists, List<Problem> problems)
    {
        var better = lists.ToDictionary(list => list.Option, list => list.Values.ToList(), StringComparer.Ordinal);
        var added = new List<ValueList>();
        for (var place = 0; place < lists.Count; place++)
            for (var index = place == 0 ? 0 : Math.Min(1, lists[place].Values.Length - 1); index < lists[place].Values.Length; index++)
                Check(place, index);
        return [.. lists.Select(list => list with { Values = [.. better[list.Option].Where(value => value.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)] }).Where(list => list.Values.Length > 0), .. added];

        void Check(int place, int index)
        {
            var line = LineOf(lists.Select((list, at) => (list.Option, list.Values[at == place ? index : 0])));
            var (_, found, corrected) = values.Understand(line);
            foreach (var problem in found)
                if (!problems.Exists(known => (known.Code, known.Expected) == (problem.Code, problem.Expected)))
                    problems.Add(problem);
            for (var at = 0; at < lists.Count; at++)
            {
                var which = at == place ? index : 0;
                if (corrected[lists[at].Option] != lists[at].Values[which])
                    better[lists[at].Option][which] = corrected[lists[at].Option] ?? string.Empty;
            }

            foreach (var option in corrected.Options.Where(option => line[option.Description.Name] is null && !added.Exists(list => list.Option == option.Description.Name) && IsListed(option.Description.Name)))
                added.Add(new(option.Description.Name, [option.Value]));
        }
    }

    private static bool IsListed(string option) => CompareCommand.Lists.Any(list => list.OfEstimate == option);

    /// <summary>As many of the values as may stand side by side, and something to compare where only one is left.</summary>
    private static List<ValueList> Fitting(List<ValueList> lists)
    {
        var fitting = lists.ToList();
        while (CountOf(fitting) > Most)
        {
            var longest = fitting.IndexOf(fitting.MaxBy(list => list.Values.Length)!);
            fitting[longest] = fitting[longest] with { Values = fitting[longest].Values[..^1] };
        }

        if (!fitting.Exists(list => list.Option == "model"))
            fitting.Insert(0, new("model", [Fallback]));
        if (CountOf(fitting) > 1)
            return fitting;
        if (fitting.Exists(list => list.Option == "task"))
            return [.. fitting.Where(list => list.Option is "model" or "gpu"), new("task", ["lora", "qlora"])];
        return [.. fitting.Where(list => list.Option is not ("precision" or "engine")), new("precision", FallbackFormats)];
    }

    private static ImmutableArray<ComparedLine> Product(List<ValueList> lists)
    {
        IEnumerable<ImmutableArray<(string Option, string Value)>> rows = [[]];
        foreach (var list in lists)
            rows = rows.SelectMany(row => list.Values.Select(value => row.Add((list.Option, value))));
        var varied = lists.Where(list => list.Values.Length > 1).Select(list => list.Option).ToHashSet(StringComparer.Ordinal);
        return [.. rows.Select(row => new ComparedLine(LineOf(row), [.. row.Where(said => varied.Contains(said.Option))]))];
    }

    private static TypedLine LineOf(IEnumerable<(string Option, string Value)> said) => new(CommandBook.Vram, [.. said.Select(value => new TypedOption(CommandBook.Vram.Find(value.Option)!, value.Value))]);

    private static TypedLine Line(List<ValueList> lists) => new(
        CompareCommand.Description,
        [.. lists.Select(list => new TypedOption(CompareCommand.Description.Find(NameOf(list.Option))!, string.Join(',', list.Values)))]);

    [GeneratedRegex(@"[,;|]|\s+(?:vs\.?|versus|and|or|e|ou)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^\d{1,3}(,\d{3})+$")]
    private static partial Regex Thousands();

    /// <summary>The values of one option.</summary>
    private sealed record ValueList(string Option, ImmutableArray<string> Values);
}
