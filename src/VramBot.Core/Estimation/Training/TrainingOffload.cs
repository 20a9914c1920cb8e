namespace VramBot.Core.Estimation.Training;

/// <summary>What a sharded run keeps in host memory.</summary>
public enum TrainingOffload
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Optimizer states, and the step that uses them.</summary>
    Optimizer,

    /// <summary>Weights too: each layer's come to the GPU when they are needed.</summary>
    All,
}
