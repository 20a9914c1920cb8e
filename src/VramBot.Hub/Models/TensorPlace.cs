namespace VramBot.Hub;

/// <summary>Which part of a model a stored tensor belongs to.</summary>
public enum TensorPlace
{
    /// <summary>Token and position tables.</summary>
    Embedding,

    /// <summary>The layers, routed experts apart.</summary>
    Layers,

    /// <summary>Routed experts.</summary>
    Experts,

    /// <summary>The output head.</summary>
    Head,

    /// <summary>Vision and audio towers with their projectors.</summary>
    Tower,

    /// <summary>Layers that predict further tokens; engines load them only for speculative decoding.</summary>
    NextToken,

    /// <summary>Norms outside the layers, and whatever has no other place.</summary>
    Other,
}
