using VramBot.Core.Models;

namespace VramBot.Core.Estimation.Training;

/// <summary>Bytes a token that a recurrent mixer keeps: its projections in 16 bit, and a state for each chunk of the scan.</summary>
/// <remarks>Source: state-spaces/mamba, ops/triton/ssd_combined.py (chunks of 256, 32-bit states); fla-org/flash-linear-attention, ops/gated_delta_rule (chunks of 64, 16-bit states).</remarks>
internal static class RecurrentMixer
{
    private const int Half = 2;
    private const int Float = 4;
    private const int ScanChunk = 256;
    private const int DeltaChunk = 64;

    public static double Kept(TrainingStep step, Recurrence? recurrence) => Whole(recurrence) / step.Tensor;

    private static double Whole(Recurrence? recurrence) => recurrence switch
    {
        Mamba1 mamba => (Half * ((4.0 * mamba.InnerSize) + mamba.TimeStepRank + (2 * mamba.StateSize))) + (Float * (double)mamba.StateElements / ScanChunk),
        Mamba2 mamba => (Half * ((2.0 * mamba.InnerSize) + (2 * mamba.ConvolutionChannels) + mamba.Heads)) + (Float * (double)mamba.StateElements / ScanChunk),
        GatedDeltaNet net => (Half * ((2.0 * net.ConvolutionChannels) + (3 * net.ValueWidth))) + (net.ValueHeads * (2.0 * Float + (Half * DeltaChunk))) + (Half * (double)net.StateElements / DeltaChunk),
        KimiDeltaAttention kimi => (Half * ((2.0 * kimi.ConvolutionChannels) + (4 * kimi.Width))) + (Half * (double)kimi.StateElements / DeltaChunk),
        LightningAttention lightning => (Half * 5.0 * lightning.Width) + (Half * (double)lightning.StateElements / ScanChunk),
        ShortConvolution convolution => Half * 5.0 * convolution.Channels,
        _ => 0,
    };
}
