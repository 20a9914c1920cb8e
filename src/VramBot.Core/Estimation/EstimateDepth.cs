namespace VramBot.Core.Estimation;

/// <summary>How much is known about the model.</summary>
public enum EstimateDepth
{
    /// <summary>Only the number of weights: a typical shape of that size is taken.</summary>
    SizeOnly,

    /// <summary>The shape: every tensor is counted.</summary>
    Architecture,

    /// <summary>The checkpoint's own tensors: its weights are what its files hold.</summary>
    Exact,
}
