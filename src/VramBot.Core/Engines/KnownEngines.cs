using VramBot.Core.Catalogs;

namespace VramBot.Core.Engines;

/// <summary>The engines by the names that people type.</summary>
public static class KnownEngines
{
    /// <summary>vLLM; 0.24 is the newest release in the measured cases.</summary>
    public static Engine Vllm { get; } = new(EngineKind.Vllm, "vLLM", new(0, 24)) { Id = "vllm" };

    /// <summary>llama.cpp; b9849 of July 2026 is the newest build in the measured cases.</summary>
    public static Engine LlamaCpp { get; } = new(EngineKind.LlamaCpp, "llama.cpp", EngineVersion.Build(9849))
    {
        Id = "llama.cpp",
        Aliases = ["llamacpp", "llama-cpp", "llama-server", "gguf"],
    };

    /// <summary>Ollama.</summary>
    public static Engine Ollama { get; } = new(EngineKind.Ollama, "Ollama", null) { Id = "ollama" };

    /// <summary>Hugging Face Transformers.</summary>
    public static Engine Transformers { get; } = new(EngineKind.Transformers, "Transformers", null)
    {
        Id = "transformers",
        Aliases = ["hf", "huggingface", "pytorch", "torch"],
    };

    /// <summary>SGLang.</summary>
    public static Engine Sglang { get; } = new(EngineKind.Sglang, "SGLang", null) { Id = "sglang" };

    /// <summary>TensorRT-LLM.</summary>
    public static Engine TensorRtLlm { get; } = new(EngineKind.TensorRtLlm, "TensorRT-LLM", null)
    {
        Id = "tensorrt-llm",
        Aliases = ["trt-llm", "trtllm", "tensorrt"],
        IsModelled = false,
    };

    /// <summary>ExLlamaV2 and ExLlamaV3.</summary>
    public static Engine ExLlama { get; } = new(EngineKind.ExLlama, "ExLlama", null)
    {
        Id = "exllamav2",
        Aliases = ["exllama", "exl2", "exllamav3", "exl3", "tabbyapi"],
        IsModelled = false,
    };

    /// <summary>lmdeploy.</summary>
    public static Engine LmDeploy { get; } = new(EngineKind.LmDeploy, "lmdeploy", null) { Id = "lmdeploy", Aliases = ["turbomind"], IsModelled = false };

    /// <summary>ik_llama.cpp.</summary>
    public static Engine IkLlamaCpp { get; } = new(EngineKind.IkLlamaCpp, "ik_llama.cpp", null)
    {
        Id = "ik_llama.cpp",
        Aliases = ["ik-llama", "ik"],
    };

    /// <summary>All of them, findable by any name.</summary>
    public static NameIndex<Engine> All { get; } =
        NameIndex<Engine>.Create([Vllm, LlamaCpp, Ollama, Transformers, Sglang, TensorRtLlm, ExLlama, LmDeploy, IkLlamaCpp]);
}
