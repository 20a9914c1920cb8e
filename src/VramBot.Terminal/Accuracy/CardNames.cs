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
        if (name is null || Unclear().IsMatch(name) || (Named(name) ?? OfStatedTotal(name)) is not { } gpu)
            return null;
        return capacityGib is > 0 and < LargestCard and var printed && Agrees(gpu, printed)
            && !IsDriversTotal(gpu, printed)
            ? gpu with { Usable = Bytes.FromGibibytes(printed), CudaTotal = null, UsableIsMeasured = true }
            : gpu;
    }

    /// <summary>Shares of memory of unlike cards, <c>RTX 4070 Ti + RTX 3090 Ti</c>, by which llama.cpp splits layers; none for one kind of card.</summary>
    public ImmutableArray<double> Shares(string? name)
    {
        var found = name?.Split('+').Select(part => Named(part)?.Usable.TotalGibibytes).ToList();
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

    private Gpu? Named(string name)
    {
        var plain = Count().Replace(Remark().Replace(name, " "), " ");
        var size = Size().Match(plain) is { Success: true } stated ? double.Parse(stated.Groups[1].Value, CultureInfo.InvariantCulture) : (double?)null;
        return Spellings(plain).Select(gpus.Find).FirstOrDefault(gpu => gpu is not null && gpu.IsLaptop == IsLaptop(plain) && (size is not { } gigabytes || Agrees(gpu, gigabytes)));
    }

    /// <summary>The name as it stands, then with less and less of what vendors add; a whole name always comes before a shortened one.</summary>
    private static IEnumerable<string> Spellings(string name)
    {
        var plain = Vendor().Replace(name, " ");
        var bare = Board().Replace(plain, " ");
        foreach (var text in new[] { plain, bare, Size().Replace(bare, " ") })
        {
            var words = text.Split([' ', '-', ','], StringSplitOptions.RemoveEmptyEntries);
            for (var length = words.Length; length > 0; length--)
                yield return string.Join(' ', words[..length]);
        }
    }

    private static bool Agrees(Gpu gpu, double gigabytes) => Math.Abs(gpu.NominalGigabytes - gigabytes) <= SameSize * gpu.NominalGigabytes;

    /// <summary>Words that name no card: classes of a size, several cards, none.</summary>
    [GeneratedRegex(@"\bclass\b|-class\b|\bunnamed\b|\bnone\b|\+", RegexOptions.IgnoreCase)]
    private static partial Regex Unclear();

    [GeneratedRegex(@"\b(\d{4,6}) MiB")]
    private static partial Regex Mebibytes();

    /// <summary>How many: <c>2x</c>, <c>4 ×</c>, <c>x2</c>.</summary>
    [GeneratedRegex(@"^\s*\d+\s?[x×*]\s?|\s[x×]\s?\d+\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Count();

    [GeneratedRegex(@"\(.*\)")]
    private static partial Regex Remark();

    [GeneratedRegex(@"(?<![\w.])(\d{1,3})\s?GB?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Size();

    [GeneratedRegex(@"\b(NVIDIA|Tesla|AMD|GPU)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Vendor();

    /// <summary>How a card is plugged in and what its memory is made of.</summary>
    [GeneratedRegex(@"\b(SXM\d?|PCIe|HBM\d?e?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Board();
}
