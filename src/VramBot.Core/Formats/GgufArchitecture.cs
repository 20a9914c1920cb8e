namespace VramBot.Core.Formats;

/// <summary>How llama.cpp's converter lays a model's tensors out, where that changes the type that a tensor gets.</summary>
/// <param name="FusedQueryKeyValue">Whether queries, keys and values are one tensor, which takes the rule of values.</param>
/// <param name="FusedGateUp">Whether gate and up projections are one tensor of twice the rows.</param>
/// <param name="IsFalcon">Whether llama-quantize treats it as Falcon.</param>
/// <remarks>Source: ggml-org/llama.cpp, gguf-py/gguf/constants.py (tensor lists) and src/llama-quant.cpp.</remarks>
public readonly record struct GgufArchitecture(bool FusedQueryKeyValue, bool FusedGateUp, bool IsFalcon)
{
    /// <summary>The layout of a model class of config.json; most keep projections apart.</summary>
    public static GgufArchitecture Of(string architecture) => architecture switch
    {
        "Phi3ForCausalLM" => new(true, true, false),
        "FalconForCausalLM" or "RWForCausalLM" => new(true, false, true),
        "GPT2LMHeadModel" or "GPTBigCodeForCausalLM" or "GPTNeoXForCausalLM" or "BloomForCausalLM" or "MPTForCausalLM" or "QWenLMHeadModel"
            or "DbrxForCausalLM" or "ChatGLMModel" => new(true, false, false),
        "Glm4ForCausalLM" or "GlmForCausalLM" => new(false, true, false),
        _ => default,
    };
}
