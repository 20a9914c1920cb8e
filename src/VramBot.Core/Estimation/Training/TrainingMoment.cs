namespace VramBot.Core.Estimation.Training;

/// <summary>A moment of a training step that can be its peak.</summary>
public enum TrainingMoment
{
    /// <summary>The weights are loaded, and quantized or sharded.</summary>
    Load,

    /// <summary>The end of the forward pass: all checkpoints or activations, the logits and the loss.</summary>
    Loss,

    /// <summary>The backward pass inside one layer.</summary>
    Backward,

    /// <summary>The optimizer's step: gradients and its temporaries, no activations.</summary>
    Step,
}
