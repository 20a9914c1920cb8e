using System.Collections.Immutable;
using VramBot.Commands.Handlers;
using VramBot.Core.Diffusion;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies.Images;

/// <summary>Words on which cards an image model runs: the few that matter, or every one of the catalog.</summary>
internal static class ImageCards
{
    /// <summary>The smallest common cards that hold it with room, one of each kind, the smallest that holds it at all, how many more there are, and the nearest miss.</summary>
    public static ImmutableArray<ReplyLine> Few(ImageAnswer answer)
    {
        var common = answer.Fits.Where(fit => CommonCards.Contains(fit.Gpu) && fit.Verdict != FitVerdict.DoesNotFit).ToList();
        ImageFit?[] picked =
        [
            Smallest(common.Where(fit => fit.Verdict == FitVerdict.Tight && IsConsumer(fit, GpuVendor.Nvidia))),
            Smallest(common.Where(fit => fit.Verdict == FitVerdict.Fits && IsConsumer(fit, GpuVendor.Nvidia))),
            Smallest(common.Where(fit => fit.Verdict == FitVerdict.Fits && IsConsumer(fit, GpuVendor.Amd))),
            Smallest(common.Where(fit => fit.Verdict == FitVerdict.Fits && fit.Gpu is { Class: GpuClass.Datacenter, Vendor: GpuVendor.Nvidia })),
        ];
        ImmutableArray<ReplyLine> lines = [.. picked.OfType<ImageFit>().Select(Line)];
        var more = answer.Fits.Count(fit => fit.Verdict != FitVerdict.DoesNotFit) - lines.Length;
        if (lines.Length == 0)
            lines = [new(LineMark.DoesNotFit, Tr("no GPU of the catalog holds it"))];
        else if (more > 0)
            lines = lines.Add(new(LineMark.Fits, Tr(more, $"and {more} more GPU: gpu:all lists them", $"and {more} more GPUs: gpu:all lists them"), answer.Line.With("gpu", "all").ToString()));
        return answer.Target is { Verdict: FitVerdict.DoesNotFit } miss ? lines.Add(Line(miss)) : lines;
    }

    /// <summary>Every card, by memory and verdict.</summary>
    public static IEnumerable<ReplySection> All(ImmutableArray<ImageFit> fits)
    {
        foreach (var (verdict, heading) in new[] { (FitVerdict.Fits, Tr("With room")), (FitVerdict.Tight, Capital.Of(Tr("tight"))), (FitVerdict.DoesNotFit, Tr("Too small")) })
        {
            var lines = fits.Where(fit => fit.Verdict == verdict).GroupBy(fit => Math.Round(fit.Gpu.NominalGigabytes)).OrderBy(group => group.Key)
                .Select(group => new ReplyLine(VramReply.MarkOf(verdict), $"{Figures.Number(group.Key)} GB: {string.Join(", ", group.OrderByDescending(fit => fit.Gpu.Year).Select(fit => GpuNames.WithoutSize(fit.Gpu)).Distinct())}"));
            if (lines.ToImmutableArray() is { Length: > 0 } listed)
                yield return new ReplySection.Lines(heading, listed);
        }
    }

    private static bool IsConsumer(ImageFit fit, GpuVendor vendor) => fit.Gpu.Class == GpuClass.Consumer && fit.Gpu.Vendor == vendor;

    private static ImageFit? Smallest(IEnumerable<ImageFit> fits) =>
        fits.OrderBy(fit => fit.Gpu.NominalGigabytes).ThenByDescending(fit => fit.Gpu.Year).ThenByDescending(fit => fit.Gpu.BandwidthGigabytesPerSecond).FirstOrDefault();

    private static ReplyLine Line(ImageFit fit)
    {
        var name = GpuNames.Of(fit.Gpu);
        return new(VramReply.MarkOf(fit.Verdict), fit.Verdict switch
        {
            FitVerdict.DoesNotFit => Tr($"{name}: {Figures.Gibibytes(Bytes.Zero - fit.Free)} GiB short"),
            _ => Tr($"{name}: {Figures.Gibibytes(fit.Free)} GiB to spare"),
        });
    }
}
