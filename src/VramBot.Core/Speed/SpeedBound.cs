namespace VramBot.Core.Speed;

/// <summary>What holds a speed down.</summary>
public enum SpeedBound
{
    /// <summary>The GPU's memory: weights and cache have to be read for every token.</summary>
    Bandwidth,

    /// <summary>The GPU's arithmetic.</summary>
    Compute,

    /// <summary>Starting the kernels of every layer, which small models and fast cards wait for.</summary>
    Kernels,

    /// <summary>The links between GPUs.</summary>
    Links,

    /// <summary>Host memory, or the bus to it, where a part of the model stays there.</summary>
    HostMemory,
}
