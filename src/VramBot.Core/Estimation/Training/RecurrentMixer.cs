using VramBot.Core.Models;

namespace VramBot.Core.Estimation.Training;

/// <summary>Bytes a token that a recurrent mixer keeps in its fused kernels, and what their backward pass computes again.</summary>
/// <remarks>
/// Kept: projections in 16 bit, and for each head a row of the chunk's matrix. Computed again in backward: a state for each chunk of the scan.
/// Source: state-spaces/mamba, ops/triton/ssd_combined.py (chunks of 256, 32-bit states); fla-org/flash-linear-attention, ops/gated_delta_rule (chunks of 64, 16-bit states).
/// </remarks>
internal static class RecurrentMixer
{
    private const int Half = 2;
    private const int Float = 4;
    private const int ScanChunk = 256;
    private const int DeltaChunk = 64;

    public static double Kept(TrainingStep step, Recurrence? recurrence) => Projections(recurrence) / step.Tensor;

    public static double Backward(TrainingStep step, Recurrence? recurrence) => ChunkStates(recurrence) / step.Tensor;

    private static double Projections(Recurrence? recurrence) => recurrence switch
    {
        Mamba1 mamba => Half * ((4.0 * mamba.InnerSize) + mamba.TimeStepRank + (2 * mamba.StateSize)),
        Mamba2 mamba => Half * ((2.0 * mamba.InnerSize) + mamba.ConvolutionChannels + mamba.Heads),
        GatedDeltaNet net => (Half * ((2.0 * net.ConvolutionChannels) + (3 * net.ValueWidth))) + (net.ValueHeads * ((2.0 * Float) + (Half * DeltaChunk))),
        KimiDeltaAttention kimi => Half * ((2.0 * kimi.ConvolutionChannels) + (4 * kimi.Width)),
        LightningAttention lightning => Half * 5.0 * lightning.Width,
        ShortConvolution convolution => Half * 5.0 * convolution.Channels,
        _ => 0,
    };

    private static double ChunkStates(Recurrence? recurrence) => recurrence switch
    {
        Mamba1 or Mamba2 => Float * (double)recurrence.StateElements / ScanChunk,
        GatedDeltaNet or KimiDeltaAttention => Half * (double)recurrence.StateElements / DeltaChunk,
        LightningAttention => Half * (double)recurrence.StateElements / ScanChunk,
        _ => 0,
    };
}
