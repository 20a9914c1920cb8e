namespace VramBot.Core.Estimation.Training;

/// <summary>Bytes that an optimizer keeps for each weight that it trains, and those that its step takes for a moment, where tensors' shapes do not matter.</summary>
/// <remarks>
/// <para>PyTorch's own optimizers keep states in the type of the weights (pytorch/pytorch, torch/optim/adamw.py and sgd.py: zeros_like, clone); bitsandbytes keeps
/// 32-bit states, or 8-bit ones with a 32-bit scale for each block of 256 (bitsandbytes-foundation/bitsandbytes, optim/optimizer.py); DeepSpeed and Megatron keep
/// 32-bit states and weights beside 16-bit weights.</para>
/// <para>The foreach loop of AdamW holds the roots of all second moments at once (torch/optim/adamw.py, _multi_tensor_adamw: _foreach_sqrt): 10.0 bytes a weight
/// in bf16, as published peaks of full fine-tuning are (foundation-model-stack/fms-acceleration, benchmarks). The fused kernel and bitsandbytes hold nothing.</para>
/// </remarks>
internal static class OptimizerBytes
{
    private const double QuantizedState = 1 + (4.0 / 256);
    private const int Float = 4;

    /// <summary>States of one trained weight, its tensor large.</summary>
    /// <param name="kind">The optimizer.</param>
    /// <param name="width">Bytes of the weight that the optimizer works on: 4 beside masters.</param>
    public static double States(OptimizerKind kind, int width) => kind switch
    {
        OptimizerKind.AdamW or OptimizerKind.FusedAdamW or OptimizerKind.GaLore => 2 * width,
        OptimizerKind.AdamW8Bit or OptimizerKind.PagedAdamW8Bit => 2 * QuantizedState,
        OptimizerKind.PagedAdamW => 2 * Float,
        OptimizerKind.SgdMomentum or OptimizerKind.Muon => width,
        OptimizerKind.Lion => Float,
        OptimizerKind.Lion8Bit => QuantizedState,
        OptimizerKind.BAdam => 3 * Float,
        _ => 0,
    };

    /// <summary>What the step takes beside states and gradients for all weights at once, of one trained weight.</summary>
    public static double Step(OptimizerKind kind, int width) => kind switch
    {
        OptimizerKind.AdamW => width,
        OptimizerKind.BAdam => Float,
        _ => 0,
    };
}
