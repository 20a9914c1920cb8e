using System.Globalization;
using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Core.Units;
using VramBot.Testing;

namespace VramBot.Core.Tests.Formats;

/// <summary>Published GGUF files, tests/cases/gguf-file-sizes.csv: model, mix, bytes, bytes of the header, source.</summary>
public sealed class GgufFileSizeTests
{
    private const double ExactShare = 0.0005;
    private const double ListedShare = 0.004;
    private const long ListingUnit = 1_000_000;

    public static TheoryData<string, string, long, long> Files()
    {
        var rows = new TheoryData<string, string, long, long>();
        foreach (var row in File.ReadLines(Repository.PathOf("tests", "cases", "gguf-file-sizes.csv")).Skip(1).Select(line => line.Split(',', 5)))
            rows.Add(row[0], row[1], long.Parse(row[2], CultureInfo.InvariantCulture), long.Parse(row[3], CultureInfo.InvariantCulture));
        return rows;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_mix_has_the_size_of_its_published_file(string model, string mix, long file, long header)
    {
        var entry = ShippedCatalogs.Catalog.Models.Find(model)!;
        var named = ShippedCatalogs.Catalog.WeightFormats.Find(mix)!;
        var format = named is GgufMix plain ? plain with { ImportanceMatrix = IsMadeWithMatrix(mix) || plain.ImportanceMatrix } : named;
        var facts = GgufFacts.Of(entry.Network!, entry.Architecture);
        var size = TensorInventory.Of(entry.Network!).Aggregate(Bytes.FromBytes(header), (sum, tensor) => sum + GgufTensorSizing.SizeOf(format, tensor, facts)!.Value);
        var tolerance = file % ListingUnit == 0 ? ListedShare : ExactShare;
        Assert.InRange(size.Count, file * (1 - tolerance), file * (1 + tolerance));
    }

    /// <summary>The uploaders of these files use an importance matrix for every mix; it changes the small ones.</summary>
    private static bool IsMadeWithMatrix(string mix) => mix.StartsWith("IQ", StringComparison.Ordinal);
}
