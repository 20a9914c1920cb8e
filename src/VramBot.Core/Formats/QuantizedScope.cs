namespace VramBot.Core.Formats;

/// <summary>Which weights a format quantizes.</summary>
public enum QuantizedScope
{
    /// <summary>All linear layers between the embedding and the head, the router excepted.</summary>
    Linear,

    /// <summary>The routed experts' projections only; every linear layer in a model without experts.</summary>
    RoutedExperts,

    /// <summary>
    /// Routed experts and dense feed-forward blocks: vLLM's experts_int8, made for Jamba, whose dense blocks it runs as a mixture of one expert
    /// (vllm-project/vllm, model_executor/models/jamba.py: JambaMLP is a JambaMoE).
    /// </summary>
    FeedForward,

    /// <summary>All linear layers, the embedding and the head (MLX).</summary>
    LinearAndEmbeddings,
}
