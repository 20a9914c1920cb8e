using System.Collections.Immutable;
using VramBot.Core.Catalogs;
using VramBot.Core.Fitting;
using VramBot.Core.Formats;
using VramBot.Core.Gpus;

namespace VramBot.Core.Diffusion;

/// <summary>Says what to change so that an image model fits a card: what costs nothing first, then what costs time, then what costs quality.</summary>
public static class ImageAdvisor
{
    private const int Most = 3;
    private const double WorthSaving = 0.1;

    /// <summary>Formats in the order of what they lose; the last are GGUF's, which only transformers are published in.</summary>
    private static readonly ImmutableArray<string> Ladder = ["fp8", "bnb-int8", "Q8_0", "nf4", "Q4_K_S"];

    /// <summary>Changes that make it fit; none where it fits already.</summary>
    public static ImmutableArray<ImageSuggestion> Suggest(ImageFit asked, Catalog catalog)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(catalog);
        if (asked.Verdict == FitVerdict.Fits)
            return [];
        var found = ImmutableArray.CreateBuilder<ImageSuggestion>();
        foreach (var (change, request) in Changes(asked.Estimate.Request, catalog))
        {
            if (found.Count == Most)
                break;
            var fit = ImageFit.Of(request, asked.Gpu);
            if (fit.Verdict < asked.Verdict && fit.Estimate.Needed < asked.Estimate.Needed && found.All(other => IsWorthMore(change, fit, other)))
                found.Add(new(change, fit, asked.Estimate.Needed - fit.Estimate.Needed));
        }

        return found.ToImmutable();
    }

    /// <summary>Whether a change that costs more than another one gets further with it.</summary>
    private static bool IsWorthMore(ImageChange change, ImageFit fit, ImageSuggestion other) =>
        change != other.Change && (fit.Verdict < other.Fit.Verdict || fit.Estimate.Needed < other.Fit.Estimate.Needed.Scale(1 - WorthSaving));

    /// <summary>The largest common consumer card that is too small for it: what people without a card of their own will wish for; null when none is.</summary>
    public static ImageFit? NearMiss(ImmutableArray<ImageFit> fits) => fits
        .Where(fit => fit is { Verdict: FitVerdict.DoesNotFit, Gpu: { Class: GpuClass.Consumer, Vendor: GpuVendor.Nvidia } } && CommonCards.Contains(fit.Gpu))
        .OrderByDescending(fit => fit.Gpu.NominalGigabytes).ThenByDescending(fit => fit.Gpu.Year).ThenByDescending(fit => fit.Gpu.BandwidthGigabytesPerSecond).FirstOrDefault();

    private static IEnumerable<(ImageChange Change, ImageRequest Request)> Changes(ImageRequest request, Catalog catalog)
    {
        var tiled = request with { Decoding = ImageDecoding.Tiled };
        if (request.Batch > 1)
            yield return (ImageChange.Sliced, request with { Decoding = ImageDecoding.Sliced });
        yield return (ImageChange.Tiled, tiled);
        var hasLarge = request.Encoder == LargeEncoder.OnCard && request.Model.TextEncoders.Any(encoder => encoder.IsLarge);
        if (hasLarge && request.LargeFormat is FloatFormat && catalog.WeightFormats.Find("fp8") is { } packed)
            yield return (ImageChange.PackedEncoder, request with { EncoderFormat = packed });
        if (request.Offload == ImageOffload.None)
        {
            yield return (ImageChange.PartsOffloaded, request with { Offload = ImageOffload.Model });
            yield return (ImageChange.PartsOffloadedTiled, tiled with { Offload = ImageOffload.Model });
        }

        if (hasLarge)
            yield return (ImageChange.HostEncoder, request with { Encoder = LargeEncoder.OnHost });
        foreach (var format in Formats(request, catalog))
        {
            yield return (ImageChange.Format, request with { Weights = format });
            yield return (ImageChange.FormatOffloaded, request with { Weights = format, Offload = ImageOffload.Model });
            yield return (ImageChange.FormatOffloadedTiled, tiled with { Weights = format, Offload = ImageOffload.Model });
        }

        for (var batch = request.Batch / 2; batch >= 1; batch /= 2)
            yield return (ImageChange.Batch, request with { Batch = batch });
        if (request.Size.Pixels > (long)request.Model.Side * request.Model.Side)
            yield return (ImageChange.Size, request with { Size = new(request.Model.Side, request.Model.Side) });
        yield return (ImageChange.LayersOffloaded, tiled with { Offload = ImageOffload.Sequential });
    }

    private static IEnumerable<WeightFormat> Formats(ImageRequest request, Catalog catalog) => Ladder.Select(name => catalog.WeightFormats.Find(name)).OfType<WeightFormat>()
        .Where(format => format.BitsPerWeight < request.Weights.BitsPerWeight && (format is not GgufMix || request.Model.Denoiser is not UNet));
}
