using System.Collections.Immutable;
using VramBot.Core.Catalogs;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Engines;

/// <summary>A program that is not described here and is answered as the one nearest to it.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Nearest">The engine that is taken instead.</param>
/// <param name="Because">What the two have in common, in English.</param>
public sealed record KinEngine(string Label, Engine Nearest, string Because) : INamed
{
    /// <summary>Those that people ask for; what each is built on stands in its own documentation.</summary>
    public static NameIndex<KinEngine> All { get; } = NameIndex<KinEngine>.Create(
    [
        new("Text Generation Inference", KnownEngines.Vllm, Later("which pages its cache and captures CUDA graphs too")) { Id = "tgi", Aliases = ["text-generation-inference", "huggingface-tgi"] },
        new("Aphrodite", KnownEngines.Vllm, Later("which it is a fork of")) { Id = "aphrodite", Aliases = ["aphrodite-engine"] },
        new("NIM", KnownEngines.Vllm, Later("which it runs for most models")) { Id = "nim", Aliases = ["nvidia-nim"] },
        new("Triton", KnownEngines.TensorRtLlm, Later("which it serves language models with")) { Id = "triton", Aliases = ["triton-server", "triton-inference-server"] },
        new("llamafile", KnownEngines.LlamaCpp, Later("which it packs")) { Id = "llamafile" },
        new("llama-cpp-python", KnownEngines.LlamaCpp, Later("which it calls")) { Id = "llama-cpp-python", Aliases = ["llamacpp-python"] },
        new("Jan", KnownEngines.LlamaCpp, Later("which it runs")) { Id = "jan" },
        new("GPT4All", KnownEngines.LlamaCpp, Later("which it runs")) { Id = "gpt4all" },
        new("LocalAI", KnownEngines.LlamaCpp, Later("which it runs GGUF files on")) { Id = "localai", Aliases = ["local-ai"] },
        new("RamaLama", KnownEngines.LlamaCpp, Later("which it runs by default")) { Id = "ramalama" },
        new("Docker Model Runner", KnownEngines.LlamaCpp, Later("which it runs")) { Id = "docker-model-runner", Aliases = ["dmr"] },
        new("text-generation-webui", KnownEngines.LlamaCpp, Later("its loader of GGUF files")) { Id = "text-generation-webui", Aliases = ["oobabooga", "ooba"] },
        new("Accelerate", KnownEngines.Transformers, Later("which it spreads over cards")) { Id = "accelerate" },
        new("H2O LLM Studio", KnownEngines.Transformers, Later("whose models and PEFT's adapters it trains")) { Id = "h2o-llm-studio", Aliases = ["llm-studio", "h2o-llmstudio"] },
        new("AutoTrain", KnownEngines.Transformers, Later("whose trainer and TRL it runs")) { Id = "autotrain", Aliases = ["autotrain-advanced"] },
        new("XTuner", KnownEngines.Transformers, Later("whose models and PEFT's adapters it trains")) { Id = "xtuner" },
        new("OpenRLHF", KnownEngines.DeepSpeed, Later("which it trains with")) { Id = "openrlhf", Aliases = ["open-rlhf"] },
        new("verl", KnownEngines.Transformers, Later("whose models it trains under FSDP")) { Id = "verl" },
        new("Ludwig", KnownEngines.Transformers, Later("whose models and PEFT's adapters it trains")) { Id = "ludwig" },
        new("LMFlow", KnownEngines.DeepSpeed, Later("which its scripts train with")) { Id = "lmflow" },
        new("FastChat", KnownEngines.Transformers, Later("whose trainer it runs")) { Id = "fastchat", Aliases = ["fschat"] },
        new("torchrun", KnownEngines.Transformers, Later("whose models such scripts train as a rule")) { Id = "torchrun", Aliases = ["fsdp", "fsdp2", "ddp", "fsdp-qlora", "torch-fsdp", "pytorch-fsdp"] },
        new("Colossal-AI", KnownEngines.DeepSpeed, Later("whose ZeRO stages it has too")) { Id = "colossal-ai", Aliases = ["colossalai"] },
        new("Composer", KnownEngines.TorchTitan, Later("which keeps 32-bit shards and multiplies in 16 bit too")) { Id = "composer", Aliases = ["llm-foundry", "mosaicml", "mosaicml-composer"] },
        new("GPT-NeoX", KnownEngines.DeepSpeed, Later("which it trains with")) { Id = "gpt-neox", Aliases = ["neox"] },
        new("Megatron-DeepSpeed", KnownEngines.DeepSpeed, Later("which divides its states")) { Id = "megatron-deepspeed" },
        new("Levanter", KnownEngines.TorchTitan, Later("which shards 32-bit weights and compiles its step too")) { Id = "levanter" },
        new("MaxText", KnownEngines.TorchTitan, Later("which shards 32-bit weights and compiles its step too")) { Id = "maxtext" },
        new("Lightning", KnownEngines.LitGpt, Later("which is built on it")) { Id = "lightning", Aliases = ["pytorch-lightning", "fabric"] },
        new("nanotron", KnownEngines.Megatron, Later("which divides layers and states the same way")) { Id = "nanotron" },
        new("Alignment Handbook", KnownEngines.Transformers, Later("whose TRL it runs")) { Id = "alignment-handbook" },
    ]);

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>What is taken for granted, as a sentence in the language that is spoken.</summary>
    public string Assumption => Tr($"{Label} is not described here: it is answered as {Nearest.At()}, {Tr(Because)}.");
}
