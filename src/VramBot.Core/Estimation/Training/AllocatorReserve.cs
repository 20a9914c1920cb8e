using System.Collections.Immutable;
using VramBot.Core.Engines;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Training;

/// <summary>What PyTorch's allocator holds from the driver beside what it has given out, and what communication takes beside it.</summary>
internal static class AllocatorReserve
{
    private static readonly Bytes Channels = Bytes.FromGibibytes(1.0);

    public static Bytes Beside(TrainingStep step, StepMasses masses, ImmutableArray<MomentMasses> moments, MomentMasses peak)
    {
        var dynamic = moments.Max(moment => (moment.Allocated - masses.Static).Count);
        return Bytes.FromBytes(dynamic).Scale(FactorOf(step));
    }

    /// <summary>NCCL's channels and buffers, with several GPUs.</summary>
    public static Bytes Libraries(TrainingStep step) => step.Request.Parallelism.Gpus > 1 ? Channels : Bytes.Zero;

    private static double FactorOf(TrainingStep step) => step switch
    {
        { Run.ExpandableSegments: true } => 0.02,
        { Request.Engine.Kind: EngineKind.Unsloth } => 0.25,
        { Request.Engine.Kind: EngineKind.Torchtune or EngineKind.LitGpt } => 0.12,
        { Request.Engine.Kind: EngineKind.TorchTitan } => 0.03,
        { IsFsdp: true } => 0.35,
        _ => 0.30,
    };
}
