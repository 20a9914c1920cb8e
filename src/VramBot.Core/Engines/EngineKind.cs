namespace VramBot.Core.Engines;

/// <summary>A program that runs or trains models, as far as its memory behaves differently from the others'.</summary>
public enum EngineKind
{
    /// <summary>vLLM.</summary>
    Vllm,

    /// <summary>llama.cpp.</summary>
    LlamaCpp,

    /// <summary>Ollama: llama.cpp with its own defaults.</summary>
    Ollama,

    /// <summary>Hugging Face Transformers on plain PyTorch.</summary>
    Transformers,

    /// <summary>SGLang.</summary>
    Sglang,

    /// <summary>NVIDIA TensorRT-LLM.</summary>
    TensorRtLlm,

    /// <summary>ExLlamaV2 and ExLlamaV3.</summary>
    ExLlama,

    /// <summary>lmdeploy (TurboMind).</summary>
    LmDeploy,

    /// <summary>ik_llama.cpp.</summary>
    IkLlamaCpp,

    /// <summary>mlx-lm on Apple's unified memory.</summary>
    Mlx,

    /// <summary>torchtune.</summary>
    Torchtune,

    /// <summary>litgpt.</summary>
    LitGpt,

    /// <summary>Unsloth.</summary>
    Unsloth,

    /// <summary>Axolotl.</summary>
    Axolotl,

    /// <summary>LLaMA-Factory.</summary>
    LlamaFactory,

    /// <summary>ms-swift.</summary>
    MsSwift,

    /// <summary>DeepSpeed, under Transformers' trainer or a script of its own.</summary>
    DeepSpeed,

    /// <summary>torchtitan.</summary>
    TorchTitan,

    /// <summary>Megatron-LM and Megatron Core, also under ms-swift and NeMo.</summary>
    Megatron,
}
