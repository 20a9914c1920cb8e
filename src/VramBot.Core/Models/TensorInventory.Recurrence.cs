namespace VramBot.Core.Models;

/// <content>Tensors of recurrent mixers.</content>
public static partial class TensorInventory
{
    private static IEnumerable<TensorGroup> Recurrent(int layer, long hidden, Recurrence recurrence) => recurrence switch
    {
        Mamba1 mamba => Mamba(layer, hidden, mamba),
        Mamba2 mamba => Mamba(layer, hidden, mamba),
        GatedDeltaNet net => DeltaNet(layer, hidden, net),
        KimiDeltaAttention kimi => KimiDelta(layer, hidden, kimi),
        LightningAttention lightning => Lightning(layer, hidden, lightning),
        ShortConvolution convolution => ShortConvolution(layer, hidden, convolution),
        _ => throw new ArgumentOutOfRangeException(nameof(recurrence), recurrence, "No tensors are listed for this mixer."),
    };

    private static IEnumerable<TensorGroup> Mamba(int layer, long hidden, Mamba1 mamba)
    {
        long inner = mamba.InnerSize;
        long selected = mamba.TimeStepRank + (2L * mamba.StateSize);
        yield return Matrix(TensorRole.RecurrentInput, layer, 2 * inner, hidden);
        yield return Matrix(TensorRole.RecurrentState, layer, inner, mamba.ConvolutionKernel);
        yield return Matrix(TensorRole.RecurrentInput, layer, selected, inner);
        yield return Matrix(TensorRole.RecurrentInput, layer, inner, mamba.TimeStepRank);
        yield return Matrix(TensorRole.RecurrentState, layer, inner, mamba.StateSize);
        yield return Vector(TensorRole.RecurrentState, layer, 2 * inner);
        yield return Matrix(TensorRole.RecurrentOutput, layer, hidden, inner);
        if (mamba.ConvolutionBias)
            yield return Vector(TensorRole.Bias, layer, inner);
        if (mamba.ProjectionBias)
            yield return Vector(TensorRole.Bias, layer, (2 * inner) + hidden);
        if (mamba.InnerNorms)
            yield return Vector(TensorRole.Norm, layer, selected);
    }

    private static IEnumerable<TensorGroup> Mamba(int layer, long hidden, Mamba2 mamba)
    {
        long inner = mamba.InnerSize;
        long channels = mamba.ConvolutionChannels;
        yield return Matrix(TensorRole.RecurrentInput, layer, inner + channels + mamba.Heads, hidden);
        yield return Matrix(TensorRole.RecurrentState, layer, channels, mamba.ConvolutionKernel);
        yield return Vector(TensorRole.RecurrentState, layer, 3L * mamba.Heads);
        yield return Matrix(TensorRole.RecurrentOutput, layer, hidden, inner);
        if (mamba.ConvolutionBias)
            yield return Vector(TensorRole.Bias, layer, channels);
        if (mamba.ProjectionBias)
            yield return Vector(TensorRole.Bias, layer, inner + channels + mamba.Heads + hidden);
        if (mamba.GatedNorm)
            yield return Vector(TensorRole.Norm, layer, inner);
    }

    private static IEnumerable<TensorGroup> DeltaNet(int layer, long hidden, GatedDeltaNet net)
    {
        yield return Matrix(TensorRole.RecurrentInput, layer, 2 * (net.KeyWidth + net.ValueWidth), hidden);
        yield return Matrix(TensorRole.RecurrentInput, layer, 2L * net.ValueHeads, hidden);
        yield return Matrix(TensorRole.RecurrentState, layer, net.ConvolutionChannels, net.ConvolutionKernel);
        yield return Vector(TensorRole.RecurrentState, layer, 2L * net.ValueHeads);
        yield return Vector(TensorRole.Norm, layer, net.ValueHeadDim);
        yield return Matrix(TensorRole.RecurrentOutput, layer, hidden, net.ValueWidth);
    }

    private static IEnumerable<TensorGroup> KimiDelta(int layer, long hidden, KimiDeltaAttention kimi)
    {
        long width = kimi.Width;
        yield return Matrix(TensorRole.RecurrentInput, layer, 3 * width, hidden);
        yield return Matrix(TensorRole.RecurrentState, layer, 3 * width, kimi.ConvolutionKernel);
        yield return Vector(TensorRole.RecurrentState, layer, kimi.Heads + width);
        yield return Matrix(TensorRole.RecurrentInput, layer, kimi.Heads, hidden);
        yield return Matrix(TensorRole.RecurrentInput, layer, kimi.HeadDim, hidden);
        yield return Matrix(TensorRole.RecurrentInput, layer, width, kimi.HeadDim);
        if (kimi.FullRankGate)
        {
            yield return Matrix(TensorRole.RecurrentInput, layer, width, hidden);
        }
        else
        {
            yield return Matrix(TensorRole.RecurrentInput, layer, kimi.HeadDim, hidden);
            yield return Matrix(TensorRole.RecurrentInput, layer, width, kimi.HeadDim);
        }

        yield return Vector(TensorRole.Norm, layer, kimi.HeadDim);
        yield return Matrix(TensorRole.RecurrentOutput, layer, hidden, width);
    }

    private static IEnumerable<TensorGroup> Lightning(int layer, long hidden, LightningAttention lightning)
    {
        yield return Matrix(TensorRole.RecurrentInput, layer, 4 * lightning.Width, hidden);
        yield return Vector(TensorRole.Norm, layer, lightning.Width);
        yield return Matrix(TensorRole.RecurrentOutput, layer, hidden, lightning.Width);
    }

    private static IEnumerable<TensorGroup> ShortConvolution(int layer, long hidden, ShortConvolution convolution)
    {
        yield return Matrix(TensorRole.RecurrentInput, layer, 3 * hidden, hidden);
        yield return Matrix(TensorRole.RecurrentState, layer, hidden, convolution.ConvolutionKernel);
        yield return Matrix(TensorRole.RecurrentOutput, layer, hidden, hidden);
        if (convolution.Bias)
            yield return Vector(TensorRole.Bias, layer, 5 * hidden);
    }
}
