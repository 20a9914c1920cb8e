using System.Collections.Immutable;
using VramBot.Core.Catalogs;

namespace VramBot.Core.Engines;

/// <summary>The engines by the names that people type.</summary>
public static class KnownEngines
{
    /// <summary>vLLM; the measured cases reach from 0.4 to 0.24.</summary>
    public static Engine Vllm { get; } = new(EngineKind.Vllm, "vLLM", new(0, 24)) { Id = "vllm", Oldest = new(0, 4) };

    /// <summary>llama.cpp; b9849 of July 2026 is the newest build in the measured cases, the oldest logs are of March 2024.</summary>
    public static Engine LlamaCpp { get; } = new(EngineKind.LlamaCpp, "llama.cpp", EngineVersion.Build(9849))
    {
        Id = "llama.cpp",
        Oldest = EngineVersion.Build(2400),
        Aliases = ["llamacpp", "llama-cpp", "llama-server", "gguf"],
    };

    /// <summary>Ollama: batches of 512 (api/types.go); an engine of its own until 0.30, llama.cpp's server since.</summary>
    public static Engine Ollama { get; } = new(EngineKind.Ollama, "Ollama", new(0, 32)) { Id = "ollama", Defaults = new() { LogicalBatch = 512, MicroBatch = 512 } };

    /// <summary>
    /// LM Studio's llama.cpp runtime: 4096 tokens, batches of 512, flash attention on (its release notes, 0.3.32). Models in MLX formats run on its MLX runtime.
    /// </summary>
    public static Engine LmStudio { get; } = new(EngineKind.LlamaCpp, "LM Studio", null)
    {
        Id = "lmstudio",
        Aliases = ["lm-studio", "lms"],
        Defaults = new() { LogicalBatch = 512, MicroBatch = 512, FlashAttention = true },
        DefaultContext = new(4096),
    };

    /// <summary>
    /// KoboldCpp: 8192 tokens, batches of 512, flash attention on, windows cached at full length unless --useswa (LostRuins/koboldcpp, koboldcpp.py of 2026).
    /// </summary>
    public static Engine KoboldCpp { get; } = new(EngineKind.LlamaCpp, "KoboldCpp", null)
    {
        Id = "koboldcpp",
        Aliases = ["kobold", "kcpp", "kobold-cpp"],
        Defaults = new() { LogicalBatch = 512, MicroBatch = 512, FlashAttention = true, FullWindowCache = true },
        DefaultContext = new(8192),
    };

    /// <summary>mlx-lm on Apple's chips.</summary>
    public static Engine Mlx { get; } = new(EngineKind.Mlx, "MLX", null) { Id = "mlx", Aliases = ["mlx-lm", "mlxlm"] };

    /// <summary>Hugging Face Transformers.</summary>
    public static Engine Transformers { get; } = new(EngineKind.Transformers, "Transformers", null)
    {
        Id = "transformers",
        Aliases =
        [
            "hf", "huggingface", "pytorch", "torch", "trl", "peft", "trl-peft", "hf-trl", "hf-peft", "hf-trainer", "sft", "sfttrainer", "sft-trainer",
            "fms", "fms-hf-tuning",
        ],
        Oldest = new(4, 31),
        Trains = true,
    };

    /// <summary>SGLang; its defaults are told apart before and from 0.4.6.</summary>
    public static Engine Sglang { get; } = new(EngineKind.Sglang, "SGLang", null) { Id = "sglang", Oldest = new(0, 1) };

    /// <summary>TensorRT-LLM.</summary>
    public static Engine TensorRtLlm { get; } = new(EngineKind.TensorRtLlm, "TensorRT-LLM", null)
    {
        Id = "tensorrt-llm",
        Aliases = ["trt-llm", "trtllm", "tensorrt"],
    };

    /// <summary>ExLlamaV2 and ExLlamaV3.</summary>
    public static Engine ExLlama { get; } = new(EngineKind.ExLlama, "ExLlama", null)
    {
        Id = "exllamav2",
        Aliases = ["exllama", "exl2", "exllamav3", "exl3", "tabbyapi"],
    };

    /// <summary>lmdeploy.</summary>
    public static Engine LmDeploy { get; } = new(EngineKind.LmDeploy, "lmdeploy", null) { Id = "lmdeploy", Aliases = ["turbomind"] };

    /// <summary>ik_llama.cpp, told apart by year.</summary>
    public static Engine IkLlamaCpp { get; } = new(EngineKind.IkLlamaCpp, "ik_llama.cpp", new(2026, 0))
    {
        Id = "ik_llama.cpp",
        Aliases = ["ik-llama", "ik"],
    };

    /// <summary>torchtune, PyTorch's own recipes: the loss tells releases apart, 0.7 standing for the recipes since May 2025.</summary>
    public static Engine Torchtune { get; } = Trainer(EngineKind.Torchtune, "torchtune", "torchtune", "tune") with { Newest = new(0, 7), Oldest = new(0, 1) };

    /// <summary>litgpt.</summary>
    public static Engine LitGpt { get; } = Trainer(EngineKind.LitGpt, "LitGPT", "litgpt", "lit-gpt", "lit-llama", "lightning-ai");

    /// <summary>Unsloth, which patches Transformers and TRL; releases are named by year and month.</summary>
    public static Engine Unsloth { get; } = Trainer(EngineKind.Unsloth, "Unsloth", "unsloth", "unsloth-ai", "fastlanguagemodel") with { Newest = new(2026, 6), Oldest = new(2024, 0) };

    /// <summary>Axolotl, on Transformers and TRL.</summary>
    public static Engine Axolotl { get; } = Trainer(EngineKind.Axolotl, "Axolotl", "axolotl", "axolotl-ai");

    /// <summary>LLaMA-Factory, on Transformers and TRL.</summary>
    public static Engine LlamaFactory { get; } = Trainer(EngineKind.LlamaFactory, "LLaMA-Factory", "llama-factory", "llamafactory", "llamafactory-cli", "llama-board");

    /// <summary>ms-swift, on Transformers.</summary>
    public static Engine MsSwift { get; } = Trainer(EngineKind.MsSwift, "ms-swift", "ms-swift", "swift", "modelscope-swift", "swift-sft");

    /// <summary>DeepSpeed.</summary>
    public static Engine DeepSpeed { get; } = Trainer(EngineKind.DeepSpeed, "DeepSpeed", "deepspeed", "zero", "deepspeed-zero");

    /// <summary>torchtitan, told apart by year.</summary>
    public static Engine TorchTitan { get; } = Trainer(EngineKind.TorchTitan, "torchtitan", "torchtitan", "titan") with { Newest = new(2026, 0) };

    /// <summary>Megatron-LM, Megatron Core and what is built on them.</summary>
    public static Engine Megatron { get; } = Trainer(EngineKind.Megatron, "Megatron", "megatron", "megatron-lm", "megatron-core", "mcore", "megatron-swift", "megatron-bridge", "nemo", "nemo-megatron", "nvidia-nemo");

    /// <summary>All of them, findable by any name.</summary>
    public static NameIndex<Engine> All { get; } = NameIndex<Engine>.Create(
    [
        Vllm, LlamaCpp, Ollama, LmStudio, KoboldCpp, Mlx, Transformers, Sglang, TensorRtLlm, ExLlama, LmDeploy, IkLlamaCpp,
        Torchtune, LitGpt, Unsloth, Axolotl, LlamaFactory, MsSwift, DeepSpeed, TorchTitan, Megatron,
    ]);

    private static Engine Trainer(EngineKind kind, string label, string id, params ImmutableArray<string> aliases) =>
        new(kind, label, null) { Id = id, Aliases = aliases, Serves = false, Trains = true };
}
