using VramBot.Core.Models;

namespace VramBot.Core.Estimation.LlamaCpp.Graphs;

/// <summary>How llama.cpp's graph of a model class differs from the plain one, where the shape of the network does not say it.</summary>
/// <remarks>Source: ggml-org/llama.cpp, src/models, one file a class.</remarks>
internal sealed record GraphStyle
{
    /// <summary>Whether one product gives queries, keys and values.</summary>
    public required bool FusedQueryKeyValue { get; init; }

    /// <summary>Whether one product gives gate and up.</summary>
    public required bool FusedGateUp { get; init; }

    /// <summary>Whether one product gives gate and up of the chosen experts, whose results are scaled by the expert.</summary>
    public bool JoinsExpertGateUp { get; init; }

    /// <summary>Whether queries and keys are rotated by position.</summary>
    public required bool HasRotaryPositions { get; init; }

    /// <summary>Whether a position has four numbers (time, height, width, and one unused).</summary>
    public bool HasPositionAxes { get; init; }

    /// <summary>Whether values are normed.</summary>
    public bool NormsValues { get; init; }

    /// <summary>Whether the softmax goes over the chosen experts alone, after the choice.</summary>
    public bool WeighsChosenExperts { get; init; }

    /// <summary>Whether attention and feed-forward read the same input side by side.</summary>
    public bool IsParallel { get; init; }

    /// <summary>Whether norms stand behind attention and feed-forward instead of before.</summary>
    public bool NormsOutputs { get; init; }

    /// <summary>Whether the norm is a layer norm, which never overwrites its input.</summary>
    public bool HasLayerNorms { get; init; }

    /// <summary>Whether embeddings are scaled before the first layer.</summary>
    public bool ScalesEmbedding { get; init; }

    /// <summary>Whether next-token layers read the normed state of every row, so that the wanted rows are chosen behind the last norm (builds from mid-2026 on).</summary>
    public bool PredictsFurther { get; init; }

    /// <summary>Whether the queries and keys of linear attention are repeated for each value head.</summary>
    public bool RepeatsLinearHeads { get; init; }

    /// <summary>Whether the gate of attention's output is reshaped, and so gives no memory to the product.</summary>
    public bool ReshapesOutputGate { get; init; }

    /// <summary>Whether what a block gives is scaled before it is added.</summary>
    public bool ScalesResidual { get; init; }

    /// <summary>Whether the state comes first in a sum, and so gives its memory to it.</summary>
    public bool AddsToState { get; init; }

    /// <summary>Whether the sliding window is dropped: the converter writes these classes as plain llama, qwen2 or phi3 graphs, whose cache is full length.</summary>
    public bool IgnoresWindows { get; init; }

    /// <summary>The style of a model class.</summary>
    public static GraphStyle Of(Network network, string architecture, Formats.GgufArchitecture layout) => new()
    {
        FusedQueryKeyValue = layout.FusedQueryKeyValue,
        FusedGateUp = layout.FusedGateUp,
        HasRotaryPositions = network.PositionEmbeddings == 0
            && architecture is not ("BloomForCausalLM" or "MPTForCausalLM" or "JambaForCausalLM" or "NemotronHForCausalLM"),
        HasPositionAxes = architecture.StartsWith("Qwen2VL", StringComparison.Ordinal) || architecture.StartsWith("Qwen2_5_VL", StringComparison.Ordinal)
            || architecture.StartsWith("Qwen3VL", StringComparison.Ordinal) || architecture.StartsWith("Qwen3_5", StringComparison.Ordinal)
            || architecture.StartsWith("Glm4v", StringComparison.Ordinal),
        JoinsExpertGateUp = architecture.StartsWith("Gemma4", StringComparison.Ordinal),
        NormsValues = architecture.StartsWith("Gemma4", StringComparison.Ordinal) || architecture.StartsWith("Gemma3n", StringComparison.Ordinal),
        WeighsChosenExperts = architecture is "GptOssForCausalLM",
        IsParallel = architecture is "GPTNeoXForCausalLM" or "GPTJForCausalLM" or "FalconForCausalLM" or "PhiForCausalLM" or "CohereForCausalLM" or "Cohere2ForCausalLM",
        NormsOutputs = architecture is "Olmo2ForCausalLM" or "Olmo3ForCausalLM" or "Exaone4ForCausalLM",
        HasLayerNorms = network.Norms.Kind == NormKind.ScaleAndBias || architecture is "CohereForCausalLM" or "Cohere2ForCausalLM",
        ScalesEmbedding = architecture.StartsWith("Gemma", StringComparison.Ordinal) || architecture.StartsWith("Granite", StringComparison.Ordinal)
            || architecture.StartsWith("MiniCPM", StringComparison.Ordinal),
        PredictsFurther = architecture.StartsWith("Qwen3_5", StringComparison.Ordinal) || architecture.StartsWith("Gemma4", StringComparison.Ordinal),
        ScalesResidual = architecture.StartsWith("Granite", StringComparison.Ordinal) || architecture.StartsWith("MiniCPM", StringComparison.Ordinal),
        AddsToState = architecture.StartsWith("Lfm2", StringComparison.Ordinal) || architecture is "JambaForCausalLM",
        RepeatsLinearHeads = architecture is "Qwen3NextForCausalLM",
        ReshapesOutputGate = architecture is "Qwen3NextForCausalLM",
        IgnoresWindows = architecture is "Phi3ForCausalLM" or "PhiMoEForCausalLM" or "MistralForCausalLM" or "MixtralForCausalLM" or "Qwen2ForCausalLM" or "Qwen2MoeForCausalLM" or "Starcoder2ForCausalLM",
    };
}
