using System.Collections.Immutable;
using VramBot.Core.Estimation.Training.Presets;
using VramBot.Core.Gpus;
using VramBot.Core.Models;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation.Training;

/// <summary>What a training step takes on the fullest GPU: the largest of its moments.</summary>
/// <remarks>
/// <para>Formula: card = reserved + context + libraries; reserved = allocated + what the allocator holds beside it; allocated = the largest of
/// load, loss (static + gradients of earlier micro-batches + all kept activations + logits), backward (static + the larger of all kept activations and all
/// gradients, + one layer) and step (static + gradients + the optimizer's temporaries). Static: weights, adapters, optimizer states.</para>
/// <para>Source: the published peaks in tests/cases/training.jsonl, counter by counter (docs/ACCURACY.md).</para>
/// </remarks>
internal static class TrainingEstimator
{
    public static Result<Estimate> Estimate(EstimateRequest request, TrainingRun run, Network network)
    {
        var settled = LauncherHabits.Under(request, run);
        var step = new TrainingStep(request, settled, network);
        if (WeightPlaces.Of(step) is not { } places)
            return Serving.ServingLayout.Unloadable(request);
        var masses = StepMasses.Of(step, places);
        var moments = StepMoments.Of(step, places, masses);
        var peak = moments.MaxBy(moment => moment.Allocated.Count)!;
        var context = ProcessContext.Of(request);
        var libraries = AllocatorReserve.Libraries(step);
        var unhindered = AllocatorReserve.Beside(step, masses, moments, peak);
        var slack = AllocatorReserve.OnCard(request.Gpu, unhindered, peak.Allocated + context + libraries);
        ImmutableArray<MemoryPart> parts =
        [
            .. peak.Parts.Where(part => part.Size > Bytes.Zero),
            new(PartKind.AllocatorSlack, slack, Later("blocks that PyTorch's allocator keeps from the driver"), Basis.Calibrated),
            .. libraries > Bytes.Zero ? [new MemoryPart(PartKind.NonTorch, libraries, Later("NCCL's channels and buffers"), Basis.Calibrated)] : ImmutableArray<MemoryPart>.Empty,
            new(PartKind.Context, context, Later("CUDA context and library handles"), Basis.Calibrated),
        ];
        return EstimateBuilder.Build(request, network, new()
        {
            Parts = parts,
            CachePerToken = Bytes.Zero,
            Assumptions = TrainingPresets.Words(request.Engine, settled),
            Notes = TrainingNotes.Of(step, masses),
            Peak = new(peak.Moment, peak.Allocated, peak.Allocated + slack, [.. moments.Select(moment => (moment.Moment, moment.Allocated))]) { Unhindered = peak.Allocated + unhindered },
        });
    }

    /// <summary>The same run on another card: what the driver takes there, and how far the allocator's cache can grow.</summary>
    public static Estimate OnCard(Estimate alike, TrainingPeak peak, Gpu gpu)
    {
        var context = ProcessContext.Of(alike.Request, gpu);
        var slack = AllocatorReserve.OnCard(gpu, peak.Unhindered - peak.Allocated, peak.Allocated + context + alike[PartKind.NonTorch]);
        return EstimateBuilder.Resized(EstimateBuilder.Resized(alike, PartKind.AllocatorSlack, slack), PartKind.Context, context) with
        {
            Peak = peak with { Reserved = peak.Allocated + slack },
        };
    }
}
