namespace VramBot.Core.Models;

/// <summary>How queries and keys are normalised before attention; decides the number of norm weights only.</summary>
public enum QueryKeyNorm
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>One weight vector of a head's width for queries and one for keys: 2 · headDim.</summary>
    Head,

    /// <summary>Over the whole projection: heads · headDim + kvHeads · headDim.</summary>
    Full,

    /// <summary>Layer norms with bias of a head's width: 4 · headDim.</summary>
    HeadLayerNorm,

    /// <summary>Each head its own vector: (heads + kvHeads) · headDim.</summary>
    PerHead,

    /// <summary>One vector for both: headDim.</summary>
    Shared,
}
