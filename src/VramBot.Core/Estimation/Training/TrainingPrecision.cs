namespace VramBot.Core.Estimation.Training;

/// <summary>The types in which a run keeps what it trains and computes with it.</summary>
public enum TrainingPrecision
{
    /// <summary>Weights, gradients and optimizer states in 16 bit, without autocast (<c>bf16-true</c>).</summary>
    Half,

    /// <summary>The same with autocast on: what is kept in 32 bit beside it, such as PEFT's adapters, is computed with in 16.</summary>
    HalfAutocast,

    /// <summary>32-bit weights, gradients and states; matrices are multiplied in 16 bit under autocast (<c>bf16-mixed</c>).</summary>
    Mixed,

    /// <summary>32-bit weights, gradients and states in shards, which are gathered in 16 bit and computed with in 16 (FSDP's mixed precision).</summary>
    FloatShards,

    /// <summary>Everything in 32 bit.</summary>
    Full,
}
