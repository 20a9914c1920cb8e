namespace VramBot.Core.Estimation.Bands;

/// <summary>What a figure of a training run counts.</summary>
public enum TrainingCounter
{
    /// <summary>What PyTorch's allocator gave out (max_memory_allocated).</summary>
    Allocated,

    /// <summary>What it took from the driver (max_memory_reserved).</summary>
    Reserved,

    /// <summary>What the card shows in use (nvidia-smi).</summary>
    Card,
}
