namespace VramBot.Core.Estimation.Adapters;

/// <summary>Which projections carry a LoRA adapter, as PEFT's target_modules are usually chosen.</summary>
public enum AdapterTargets
{
    /// <summary>Every linear layer of attention and dense feed-forward blocks (PEFT's all-linear).</summary>
    AllLinear,

    /// <summary>Query, key, value and output projections.</summary>
    Attention,

    /// <summary>Query and value projections, as in the LoRA paper.</summary>
    QueryValue,
}
