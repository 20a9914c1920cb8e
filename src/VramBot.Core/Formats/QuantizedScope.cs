namespace VramBot.Core.Formats;

/// <summary>Which weights a format quantizes.</summary>
public enum QuantizedScope
{
    /// <summary>All linear layers between the embedding and the head, the router excepted.</summary>
    Linear,

    /// <summary>The routed experts' projections only; every linear layer in a model without experts.</summary>
    RoutedExperts,

    /// <summary>All linear layers, the embedding and the head (MLX).</summary>
    LinearAndEmbeddings,
}
