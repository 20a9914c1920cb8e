namespace VramBot.Core.Estimation.Training;

/// <summary>Bytes that an optimizer keeps for each weight that it trains, and those that its step takes for a moment.</summary>
/// <remarks>
/// <para>PyTorch's own optimizers keep states in the type of the weights (torch/optim/adamw.py: zeros_like); bitsandbytes keeps 32-bit or 8-bit ones with a
/// 32-bit scale for each block of 256; DeepSpeed and Megatron keep 32-bit states and weights beside 16-bit weights.</para>
/// <para>The foreach loop of AdamW holds a copy of the gradients' width while it divides by the root of the second moment (torch/optim/adamw.py,
/// _multi_tensor_adamw): 10.0 bytes a weight in bf16, as published peaks of full fine-tuning are (foundation-model-stack/fms-acceleration, benchmarks).</para>
/// </remarks>
internal static class OptimizerBytes
{
    private const double QuantizedState = 1 + (4.0 / 256);

    /// <summary>States of one trained weight.</summary>
    /// <param name="kind">The optimizer.</param>
    /// <param name="width">Bytes of the weight that the optimizer works on: 4 beside masters.</param>
    public static double States(OptimizerKind kind, int width) => kind switch
    {
        OptimizerKind.AdamW or OptimizerKind.FusedAdamW => 2 * width,
        OptimizerKind.AdamW8Bit => 2 * QuantizedState,
        OptimizerKind.SgdMomentum or OptimizerKind.Muon => width,
        OptimizerKind.Lion => 4,
        OptimizerKind.Lion8Bit => QuantizedState,
        OptimizerKind.Adafactor or OptimizerKind.GaLore or OptimizerKind.BAdam => 0,
        _ => 0,
    };

    /// <summary>States in memory that the driver moves to the host when the card is full, of one trained weight.</summary>
    public static double PagedStates(OptimizerKind kind) => kind switch
    {
        OptimizerKind.PagedAdamW8Bit => 2 * QuantizedState,
        OptimizerKind.PagedAdamW => 8,
        _ => 0,
    };

    /// <summary>What the step takes beside states and gradients, of one trained weight.</summary>
    public static double Step(OptimizerKind kind, int gradientWidth) => kind switch
    {
        OptimizerKind.AdamW or OptimizerKind.Muon => gradientWidth,
        _ => 0,
    };
}
