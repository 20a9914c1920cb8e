using System.Collections.Immutable;
using VramBot.Core.Estimation;
using VramBot.Core.Gpus;

namespace VramBot.Core.Diffusion;

/// <summary>Finds where an image model runs: on one card, for image pipelines are not divided.</summary>
public static class ImageFitFinder
{
    private const double FirstOfPyTorch = 5.0;
    private const int MostImages = 64;
    private const int LargestSide = 4096;
    private const int SideStep = 64;

    /// <summary>Whether PyTorch runs on a card in the way that is estimated: NVIDIA's and AMD's.</summary>
    public static bool Runs(Gpu gpu)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        return gpu.Vendor is GpuVendor.Nvidia or GpuVendor.Amd && gpu.ComputeCapability is null or >= FirstOfPyTorch;
    }

    /// <summary>Every card that it can run on, in the order of <paramref name="gpus"/>.</summary>
    public static ImmutableArray<ImageFit> FindAll(ImageRequest request, ImmutableArray<Gpu> gpus)
    {
        ArgumentNullException.ThrowIfNull(request);
        var known = new Dictionary<(Replay.ConvolutionWorkspace Half, Replay.ConvolutionWorkspace Full, bool HasBf16), ImageEstimate>();
        var fits = ImmutableArray.CreateBuilder<ImageFit>(gpus.Length);
        foreach (var gpu in gpus.Where(Runs))
        {
            var kind = (Replay.ConvolutionWorkspace.Of(2, gpu), Replay.ConvolutionWorkspace.Of(4, gpu), gpu.HasBf16);
            if (!known.TryGetValue(kind, out var estimate))
                known[kind] = estimate = ImageEstimator.Estimate(request with { Gpu = gpu });
            fits.Add(new(gpu, WithContext(estimate, gpu)));
        }

        return fits.ToImmutable();
    }

    /// <summary>The most images at once that fit, up to 64; zero when one does not.</summary>
    public static int MostAtOnce(ImageRequest request, Gpu gpu) => Largest(1, MostImages, count => Holds(request with { Batch = count }, gpu));

    /// <summary>The largest square that fits, in pixels along its edge, up to 4,096; zero when none does.</summary>
    public static int LargestSquare(ImageRequest request, Gpu gpu) =>
        SideStep * Largest(1, LargestSide / SideStep, steps => Holds(request with { Size = new(steps * SideStep, steps * SideStep) }, gpu));

    private static bool Holds(ImageRequest request, Gpu gpu) => ImageFit.Of(request, gpu).Verdict != Fitting.FitVerdict.DoesNotFit;

    /// <summary>The largest number that holds; zero when the least does not.</summary>
    private static int Largest(int least, int most, Func<int, bool> holds)
    {
        if (!holds(least))
            return 0;
        while (least < most)
        {
            var middle = (least + most + 1) / 2;
            (least, most) = holds(middle) ? (middle, most) : (least, middle - 1);
        }

        return least;
    }

    private static ImageEstimate WithContext(ImageEstimate estimate, Gpu gpu)
    {
        var context = ProcessContext.OfTorch(gpu, estimate.Request.Weights.Id);
        return estimate with
        {
            Request = estimate.Request with { Gpu = gpu },
            Context = context,
            Parts = [.. estimate.Parts.Select(part => part.Kind == ImagePartKind.Context ? part with { Size = context } : part)],
        };
    }
}
