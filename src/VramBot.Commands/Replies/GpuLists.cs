using System.Collections.Immutable;
using VramBot.Commands.Handlers;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies;

/// <summary>Words on which cards it runs: the few that matter, or every one of the catalog.</summary>
internal static class GpuLists
{
    private static readonly ImmutableArray<(GpuClass Class, string Heading)> Classes =
    [
        (GpuClass.Consumer, Later("Consumer cards and laptops")),
        (GpuClass.Workstation, Later("Workstation cards")),
        (GpuClass.Datacenter, Later("Data center")),
        (GpuClass.Apple, Later("Apple silicon")),
        (GpuClass.Edge, Later("Boards and modules")),
    ];

    /// <summary>The few cards that matter, how many more there are, and the nearest miss.</summary>
    public static ImmutableArray<ReplyLine> Few(VramAnswer answer, Func<GpuFit, ReplyLine> lineOf)
    {
        var picked = GpuPicker.Pick(answer.Fits, answer.Estimate);
        var more = answer.Fits.Count(HoldsAlone) - picked.Count(HoldsAlone);
        ImmutableArray<ReplyLine> lines = [.. picked.Where(GpuPicker.Works).Select(lineOf)];
        if (more > 0)
            lines = lines.Add(new(LineMark.Fits, more == 1 ? Tr($"and {more:#,0} more single GPU: gpu:all lists them") : Tr($"and {more:#,0} more single GPUs: gpu:all lists them"), answer.Line.With("gpu", "all").ToString()) { Label = Tr("All GPUs") });
        if (lines.Length == 0)
            lines = lines.Add(new(LineMark.DoesNotFit, Tr("no GPU of the catalog holds it, up to 8 of a kind")));
        return lines.AddRange(picked.Where(fit => !GpuPicker.Works(fit)).Select(lineOf));
    }

    /// <summary>Every card, for <c>gpu:all</c>: a list for each kind of buyer. A kind of which the engine runs on no card has none.</summary>
    public static IEnumerable<ReplySection> All(VramAnswer answer)
    {
        foreach (var (kind, heading) in Classes)
            if (answer.Fits.Where(fit => fit.Gpu.Class == kind).ToList() is { Count: > 0 } fits)
                yield return new ReplySection.Lines(Tr(heading), [.. Holding(fits).Select(LineOf), .. NotHolding(fits)]);
    }

    private static bool HoldsAlone(GpuFit fit) => fit.Count == 1 && GpuPicker.Works(fit);

    /// <summary>Cards that hold it alone, the smallest memory first, then those of which several do; cards of the same memory and verdict together.</summary>
    private static IEnumerable<List<GpuFit>> Holding(IEnumerable<GpuFit> fits) => fits
        .Where(GpuPicker.Works).GroupBy(fit => (fit.Count, Size: Size(fit.Gpu), fit.Verdict)).OrderBy(group => group.Key)
        .Select(group => group.OrderByDescending(fit => fit.Gpu.Year).ThenBy(fit => fit.Gpu.Name, StringComparer.Ordinal).ToList());

    /// <summary><c>24 GB, 3.1 GiB to spare: RTX 4090, RTX 3090</c>, <c>2× 16 GB, 2.0 GiB to spare on each: RTX 5080</c>; the room is that of the card with the least.</summary>
    private static ReplyLine LineOf(List<GpuFit> fits)
    {
        var least = fits.MinBy(fit => fit.Free)!;
        var size = $"{(least.Count > 1 ? $"{least.Count}× " : string.Empty)}{Figures.Number(Size(least.Gpu))} GB";
        var names = fits.Select(fit => GpuNames.WithoutSize(fit.Gpu)).Distinct();
        return new(VramReply.MarkOf(least.Verdict), $"{size}, {(least.Count > 1 ? Tr($"{Figures.Gibibytes(least.Free)} GiB to spare on each") : Tr($"{Figures.Gibibytes(least.Free)} GiB to spare"))}: {string.Join(", ", names)}");
    }

    /// <summary>One line for what no usual number of holds it: <c>14 cards with 4 to 24 GB: no number up to 8 holds it</c>.</summary>
    private static IEnumerable<ReplyLine> NotHolding(IEnumerable<GpuFit> fits)
    {
        var sizes = fits.Where(fit => !GpuPicker.Works(fit)).Select(fit => Size(fit.Gpu)).Order().ToList();
        if (sizes.Count == 0)
            yield break;
        var range = sizes[0].Equals(sizes[^1]) ? Figures.Number(sizes[0]) : Tr($"{Figures.Number(sizes[0])} to {Figures.Number(sizes[^1])}");
        yield return new(LineMark.DoesNotFit, sizes.Count == 1 ? Tr($"{sizes.Count} other with {range} GB: too small, up to 8 of a kind") : Tr($"{sizes.Count} others with {range} GB: too small, up to 8 of a kind"));
    }

    private static double Size(Gpu gpu) => Math.Round(gpu.NominalGigabytes);
}
