using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using VramBot.Core.Catalogs;
using VramBot.Core.Gpus;
using VramBot.Core.Units;

namespace VramBot.Terminal.Accuracy;

/// <summary>Finds the card that a source names in its own words: <c>NVIDIA H100 80GB HBM3</c>, <c>A100-SXM4-80GB</c>, <c>Tesla T4</c>.</summary>
internal sealed partial class CardNames(NameIndex<Gpu> gpus)
{
    /// <summary>Vendors round: a card "of 80 GB" has 79.65 GiB or 80; one of twice the size is another card.</summary>
    private const double SameSize = 0.15;

    private const double LargestCard = 4096;

    /// <summary>The card, with its memory as the source printed it where it did; null when the words name none, several, or only a class of cards.</summary>
    public Gpu? Find(string? name, double? capacityGib)
    {
        if (name is null || Unclear().IsMatch(name) || (Named(name, capacityGib) ?? OfStatedTotal(name)) is not { } gpu)
            return null;
        return capacityGib is > 0 and < LargestCard and var printed && Agrees(gpu, printed)
            && !IsDriversTotal(gpu, printed)
            ? gpu with { Usable = Bytes.FromGibibytes(printed), CudaTotal = null, UsableIsMeasured = true }
            : gpu;
    }

    /// <summary>Shares of memory of unlike cards, <c>RTX 4070 Ti + RTX 3090 Ti</c>, by which llama.cpp splits layers; none for one kind of card.</summary>
    public ImmutableArray<double> Shares(string? name)
    {
        var found = name?.Split('+').Select(part => Named(part, null)?.Usable.TotalGibibytes).ToList();
        return found is { Count: > 1 } && found.TrueForAll(size => size is not null) ? [.. found.Select(size => size!.Value)] : [];
    }

    /// <summary>The one kind of card whose driver reports exactly this memory; null when none does.</summary>
    public Gpu? OfDriversTotal(double gibibytes) => gpus.All.FirstOrDefault(gpu => IsDriversTotal(gpu, gibibytes));

    /// <summary>The card whose driver reports the mebibytes that stand in the name; of several the smallest.</summary>
    private Gpu? OfStatedTotal(string name) => Mebibytes().Match(name) is { Success: true } stated
        ? gpus.All.Where(gpu => gpu.Usable == Bytes.FromMebibytes(long.Parse(stated.Groups[1].Value, CultureInfo.InvariantCulture)) && gpu.IsLaptop == IsLaptop(name))
            .MinBy(gpu => gpu.Multiprocessors)
        : null;

    private static bool IsLaptop(string name) => name.Contains("laptop", StringComparison.OrdinalIgnoreCase);

    private static bool IsDriversTotal(Gpu gpu, double gibibytes) => Math.Abs(gpu.Usable.TotalGibibytes - gibibytes) < 0.005 && gpu.CudaTotal is not null;

    private Gpu? Named(string name, double? capacity)
    {
        var plain = HostMemory().Replace(Count().Replace(Remark().Replace(name, " ").Replace('_', ' '), string.Empty), string.Empty);
        var laptop = IsLaptop(plain);
        var size = Size().Match(plain) is { Success: true } stated ? double.Parse(stated.Groups[1].Value, CultureInfo.InvariantCulture) : (double?)null;
        var named = gpus.Find(name) ?? Spellings(plain).Select(gpus.Find).FirstOrDefault(gpu => gpu is not null && IsMeant(gpu, size));
        return named is not null && (capacity is not { } printed || Agrees(named, printed)) ? named : OnlyVariant(plain, gpu => IsMeant(gpu, size ?? capacity)) ?? named;

        bool IsMeant(Gpu gpu, double? gigabytes) => gpu.IsLaptop == laptop && (gigabytes is not { } told || Agrees(gpu, told));
    }

    /// <summary>Cards of one name and several sizes print the name alone: the one that the memory tells.</summary>
    private Gpu? OnlyVariant(string name, Func<Gpu, bool> isMeant) => Spellings(name)
        .Select(spelling => Names.Normalize(spelling) + "-")
        .Select(beginning => gpus.All.Where(gpu => isMeant(gpu) && NamesOf(gpu).Any(known => IsSizeOf(known, beginning))).Take(2).ToList())
        .FirstOrDefault(found => found.Count > 0) is [var only] ? only : null;

    private static bool IsSizeOf(string known, string beginning) =>
        known.Length > beginning.Length && known.StartsWith(beginning, StringComparison.Ordinal) && beginning.Any(char.IsDigit) && Size().IsMatch(known[beginning.Length..]);

    private static IEnumerable<string> NamesOf(Gpu gpu) => gpu.Aliases.Append(gpu.Name).Append(gpu.Id).Select(Names.Normalize);

    /// <summary>The name as it stands, then with less and less of what vendors add; a whole name always comes before a shortened one.</summary>
    private static IEnumerable<string> Spellings(string name)
    {
        var plain = Vendor().Replace(name, " ");
        var bare = Board().Replace(plain, " ");
        foreach (var text in new[] { plain, bare, Size().Replace(bare, " ") })
        {
            var words = text.Split([' ', '-', ','], StringSplitOptions.RemoveEmptyEntries);
            for (var length = words.Length; length > 0 && (length == words.Length || !IsOfTheName(words[length])); length--)
                yield return string.Join(' ', words[..length]);
        }
    }

    /// <summary>Words that make another card of it: without its Ti, a card is a smaller one.</summary>
    private static bool IsOfTheName(string word) => word.ToUpperInvariant() is "TI" or "SUPER" or "D" or "XT" or "XTX" or "GRE" or "NVL" or "MAX" or "ULTRA" or "PRO";

    private static bool Agrees(Gpu gpu, double gigabytes) => Math.Abs(gpu.NominalGigabytes - gigabytes) <= SameSize * gpu.NominalGigabytes;

    /// <summary>Words that name no card: classes of a size, several cards, parts of one, none.</summary>
    [GeneratedRegex(@"\bclass\b|-class\b|\bunnamed\b|\bnone\b|\bMIG\b|(?<!\bMax)\+", RegexOptions.IgnoreCase)]
    private static partial Regex Unclear();

    [GeneratedRegex(@"\b(\d{4,6}) MiB")]
    private static partial Regex Mebibytes();

    [GeneratedRegex(@"\(.*\)")]
    private static partial Regex Remark();

    [GeneratedRegex(@"(?<![\w.])(\d{1,3})\s?GB?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Size();

    [GeneratedRegex(@"\b(NVIDIA|Tesla|AMD|Intel|GPU)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Vendor();

    /// <summary>How many there are: <c>4x</c>, <c>2 × </c>, <c>x2</c>.</summary>
    [GeneratedRegex(@"^\s*\d+\s?[x×*]\s?|\s[x×]\s?\d+\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Count();

    /// <summary>A GH200's name ends with the memory of its processor.</summary>
    [GeneratedRegex(@"(?<=GH200\s)(480|120)GB", RegexOptions.IgnoreCase)]
    private static partial Regex HostMemory();

    /// <summary>How a card is plugged in and what its memory is made of.</summary>
    [GeneratedRegex(@"\b(SXM\d?|PCIe|HBM\d?e?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Board();
}
