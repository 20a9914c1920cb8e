using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Estimation.Training.Presets;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;
using VramBot.Core.Tests.Estimation;
using VramBot.Testing;

namespace VramBot.Core.Tests.Fitting;

/// <summary>Runs on the shipped catalogs, each as its framework makes it.</summary>
internal static class TrainingRequests
{
    public static EstimateRequest Of(string model, TrainingTask task, Engine? engine = null, long length = TrainingRun.DefaultLength, int samples = 1)
    {
        var release = (engine ?? KnownEngines.Transformers).At();
        return Requests.Of(model, task == TrainingTask.QuantizedLowRank ? "nf4-dq" : "bf16", length, release.Engine) with
        {
            Sequences = samples,
            Training = TrainingPresets.Of(release, task, 1),
        };
    }

    public static GpuFit Fit(EstimateRequest request, string gpu, int count = 1) => Assert.IsType<Result<GpuFit>.Ok>(FitFinder.Find(request, Card(gpu), count)).Value;

    public static Gpu Card(string gpu) => ShippedCatalogs.Catalog.Gpus.Find(gpu) ?? throw new InvalidOperationException(gpu);
}
