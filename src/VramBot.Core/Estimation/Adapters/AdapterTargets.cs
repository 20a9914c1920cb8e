namespace VramBot.Core.Estimation.Adapters;

/// <summary>Which projections carry a LoRA adapter (PEFT's target_modules).</summary>
[Flags]
public enum AdapterTargets
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Queries, with both low-rank parts of them.</summary>
    Query = 1,

    /// <summary>Keys, and latent rows that keys come from.</summary>
    Key = 2,

    /// <summary>Values.</summary>
    Value = 4,

    /// <summary>The output projection of attention.</summary>
    Output = 8,

    /// <summary>The gate of a feed-forward block.</summary>
    Gate = 16,

    /// <summary>The projection up.</summary>
    Up = 32,

    /// <summary>The projection down.</summary>
    Down = 64,

    /// <summary>Projections of recurrent mixers.</summary>
    Recurrent = 128,

    /// <summary>The output head.</summary>
    Head = 256,

    /// <summary>The same projections of each routed expert.</summary>
    Experts = 512,

    /// <summary>Query and value projections, as in the LoRA paper.</summary>
    QueryValue = Query | Value,

    /// <summary>Query, key, value and output projections.</summary>
    Attention = Query | Key | Value | Output,

    /// <summary>The projections of feed-forward blocks.</summary>
    FeedForward = Gate | Up | Down,

    /// <summary>Every linear layer but head, routers and routed experts (PEFT's all-linear).</summary>
    AllLinear = Attention | FeedForward | Recurrent,
}
