using VramBot.Core.Engines;
using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Models;

namespace VramBot.Core.Estimation.Training;

/// <summary>Bytes a token that a layer keeps for its backward pass, and what that pass takes while it works.</summary>
/// <remarks>
/// <para>Letters: h hidden, q and k widths of all query and key heads, i inner width, R bytes of a residual element, w width of an adapted matrix's input.</para>
/// <para>A frozen Llama-style layer in bf16 with fused attention keeps 8 h (32-bit copies of two norms) + 4 q + 4 k + 4 heads + 6 i (gate, up, silu(gate)).</para>
/// <para>Trained weights add the normalized values and the inputs of matrices: 8 h + 2 i. 32-bit weights under autocast: norms 16 h, and a 16-bit copy of h for each matrix that reads it.</para>
/// <para>An adapter keeps a copy of its input: 4 w in 32 bit, 2 w under autocast, none in 16 bit but the input itself once; dropout adds its mask, w, and a copy.</para>
/// <para>Backward of one layer adds the gradients inside its feed-forward block: 6 i gated, 4 i ungated.</para>
/// <para>Source: what autograd saves in huggingface/transformers, modeling_llama.py, and huggingface/peft, tuners/lora/layer.py; the slopes of published peaks
/// (foundation-model-stack/fms-acceleration, benchmarks: 25 h and 33 h with adapters on four projections).</para>
/// </remarks>
internal static class KeptActivations
{
    private const int Half = 2;
    private const int Float = 4;

    private static readonly EngineVersion FirstSavedByOperator = new(2025, 7);

    /// <summary>What a layer keeps when nothing is computed again.</summary>
    public static double OfLayer(TrainingStep step, Layer layer)
    {
        var mixer = MixerWidths.Of(layer.Attention, step.Tensor);
        return Norms(step, layer, mixer) + Mixer(step, layer, mixer) + Block(step, layer) + MatrixInputs(step, layer, mixer) + Adapters(step, layer, mixer) + LitGptHabits.Kept(step, layer, mixer);
    }

    /// <summary>
    /// What a layer keeps when only matrix products and attention are kept: its input, every second product, attention's result and what it read: 4 h + 4 q + 2 k + 2 i; since
    /// torchtitan saves by operator, without those: 2 h + 2 q + 2 i (pytorch/torchtitan, distributed/activation_checkpoint.py; its tables of December 2024 and August 2025).
    /// </summary>
    public static double Selective(TrainingStep step, Layer layer)
    {
        var mixer = MixerWidths.Of(layer.Attention, step.Tensor);
        var read = step.Request.Engine.Version < FirstSavedByOperator ? Half * (Hidden(step) + mixer.Query + mixer.Key) : 0;
        return (Half * (Hidden(step) + mixer.Query + InnerWidth(step, layer))) + read;
    }

    /// <summary>What is kept of a layer that is computed again: its input.</summary>
    public static double Boundary(TrainingStep step) => step.ResidualWidth * Hidden(step);

    /// <summary>What a layer's backward pass takes: gradients inside the feed-forward block, of routed experts one at a time, and a scan's chunk states.</summary>
    public static double Backward(TrainingStep step, Layer layer)
    {
        var dense = RecurrentMixer.Backward(step, layer.Recurrence) + (layer.Dense is { } block ? (block.Gated ? 6.0 : 4.0) * block.InnerSize / step.Tensor : 0);
        if (layer.Experts is not { } moe)
            return dense;
        var share = (double)moe.ExpertsPerToken / moe.Experts;
        return dense + (share * (moe.Expert.Gated ? 6.0 : 4.0) * moe.Expert.InnerSize / step.Tensor);
    }

    /// <summary>The hidden size as this rank keeps it between matrices.</summary>
    public static double Hidden(TrainingStep step) => step.Run.SequenceParallel ? (double)step.Network.HiddenSize / step.Tensor : step.Network.HiddenSize;

    private static double Norms(TrainingStep step, Layer layer, MixerWidths mixer)
    {
        var h = Hidden(step);
        var trained = step.Run.TrainsAllWeights;
        var perNorm = step switch
        {
            { Run.FusedKernels: true } => Half / 2.0,
            { KeepsFloat: true, Run.TrainsAllWeights: true } => 2.0 * Float,
            { Network.Norms.Kind: NormKind.ScaleAndBias } => Half,
            _ => Float + (trained ? Half : 0),
        };
        var inner = (HasQueryKeyNorm(layer.Attention) ? mixer.Query + mixer.Key : 0) + mixer.Latent;
        return (Math.Max(1, layer.NormCount) * perNorm * h) + (inner * (step.Run.FusedKernels ? 0 : Float + (trained ? Half : 0)));
    }

    private static bool HasQueryKeyNorm(Attention? attention) => attention is GroupedQueryAttention { QueryKeyNorm: not QueryKeyNorm.None };

    private static double Mixer(TrainingStep step, Layer layer, MixerWidths mixer)
    {
        var w = step.ComputeWidth;
        var kept = (w * (mixer.Query + mixer.Key + mixer.Value + mixer.Output)) + (Float * mixer.Heads) + (w * mixer.Latent);
        if (step.Run.Attention == AttentionKernel.Eager && layer.Attention is not null)
            kept += (Float + w) * mixer.Heads * step.Length;
        return kept + RecurrentMixer.Kept(step, layer.Recurrence);
    }

    /// <summary>Gate, up and the activation's result; ungated, the activation's input. A token's copies for its experts are kept with them.</summary>
    private static double Block(TrainingStep step, Layer layer)
    {
        var w = step.ComputeWidth;
        var kept = layer.Dense is { } dense ? w * (dense.Gated ? 3.0 : 1.0) * dense.InnerSize / step.Tensor : 0;
        if (layer.Experts is not { } moe)
            return kept;
        if (moe.Shared is { } shared)
            kept += w * (shared.Gated ? 3.0 : 1.0) * shared.InnerSize / step.Tensor;
        var expert = (w * (moe.Expert.Gated ? 3.0 : 1.0) * moe.Expert.InnerSize / step.Tensor) + (2 * w * (moe.LatentSize ?? Hidden(step)));
        return kept + (moe.ExpertsPerToken * expert) + (2.0 * Float * moe.Experts);
    }

    /// <summary>Inputs that only the gradients of trained matrices need: the norms' results, and what the projection down reads.</summary>
    private static double MatrixInputs(TrainingStep step, Layer layer, MixerWidths mixer)
    {
        if (!step.Run.TrainsAllWeights)
            return 0;
        var h = Hidden(step);
        var down = step.ComputeWidth * InnerWidth(step, layer);
        if (step.Run.Precision == TrainingPrecision.Mixed)
        {
            var readers = (mixer.Query > 0 ? 3 : 0) + (layer.Dense is null ? 0 : layer.Dense.Gated ? 2 : 1);
            return (Half * h * Math.Max(2, readers)) + down;
        }

        return (2 * step.ComputeWidth * h) + down;
    }

    public static double InnerWidth(TrainingStep step, Layer layer)
    {
        var inner = layer.Dense is { } dense ? (double)dense.InnerSize : 0;
        if (layer.Experts is { } moe)
            inner += (moe.ExpertsPerToken * (double)moe.Expert.InnerSize) + (moe.Shared?.InnerSize ?? 0);
        return inner / step.Tensor;
    }

    /// <summary>What adapters keep of their inputs, and the r values between their two matrices.</summary>
    private static double Adapters(TrainingStep step, Layer layer, MixerWidths mixer)
    {
        if (step.Run.Adapter is not { } adapter)
            return 0;
        var h = Hidden(step);
        var inner = InnerWidth(step, layer);
        var (kept, shared) = (0.0, 0.0);
        var attention = mixer.Query > 0 ? Math.Min(LitGptHabits.InputProjections(step), Count(adapter, AdapterTargets.Query, AdapterTargets.Key, AdapterTargets.Value)) : 0;
        var block = layer.Dense is { Gated: true } ? Count(adapter, AdapterTargets.Gate, AdapterTargets.Up) : layer.Dense is not null ? Count(adapter, AdapterTargets.Up) : 0;
        var output = mixer.Output > 0 ? Count(adapter, AdapterTargets.Output) : 0;
        var down = layer.Dense is not null ? Count(adapter, AdapterTargets.Down) : 0;
        kept += Copy(step, adapter) * ((attention * h) + (block * h) + (output * mixer.Output) + (down * inner));
        if (!adapter.InFloat)
            shared = Half * ((attention > 0 ? h : 0) + (block > 0 ? h : 0) + (down > 0 ? inner : 0));
        var rank = adapter.Rank * (adapter.InFloat && !step.IsAutocast ? Float : Half) * (attention + block + output + down);
        return kept + shared + rank;
    }

    /// <summary>Bytes of an adapter's own copy of one element of its input.</summary>
    private static double Copy(TrainingStep step, LoraAdapter adapter) => adapter switch
    {
        { InFloat: true } when !step.IsAutocast => Float + (adapter.HasDropout ? 1 : 0),
        { InFloat: true } => Half + (adapter.HasDropout ? 1 : 0),
        { HasDropout: true } => Half + 1,
        _ => 0,
    };

    private static int Count(LoraAdapter adapter, params ReadOnlySpan<AdapterTargets> targets)
    {
        var count = 0;
        foreach (var target in targets)
            if (adapter.Targets.HasFlag(target))
                count++;
        return count;
    }
}
