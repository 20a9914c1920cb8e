namespace VramBot.Core.RulesOfThumb;

/// <summary>What a part of a rule of thumb is for.</summary>
public enum RulePartKind
{
    /// <summary>The model's weights, with whatever the rule puts on top of them.</summary>
    Weights,

    /// <summary>Cached keys and values.</summary>
    Cache,

    /// <summary>Activations of a forward pass, or those kept for the backward pass.</summary>
    Activations,

    /// <summary>Gradients of what is trained.</summary>
    Gradients,

    /// <summary>The optimizer's states.</summary>
    OptimizerStates,

    /// <summary>Adapters served beside the model.</summary>
    Adapters,

    /// <summary>A draft model.</summary>
    Draft,

    /// <summary>What CUDA, the driver and libraries take.</summary>
    Overhead,
}
