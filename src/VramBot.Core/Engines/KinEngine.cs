using System.Collections.Immutable;
using VramBot.Core.Catalogs;

namespace VramBot.Core.Engines;

/// <summary>A program that is not described here and is answered as the one nearest to it.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Nearest">The engine that is taken instead.</param>
/// <param name="Because">What the two have in common.</param>
public sealed record KinEngine(string Label, Engine Nearest, string Because) : INamed
{
    /// <summary>Those that people ask for; what each is built on stands in its own documentation.</summary>
    public static NameIndex<KinEngine> All { get; } = NameIndex<KinEngine>.Create(
    [
        new("Text Generation Inference", KnownEngines.Vllm, "which pages its cache and captures CUDA graphs too") { Id = "tgi", Aliases = ["text-generation-inference", "huggingface-tgi"] },
        new("Aphrodite", KnownEngines.Vllm, "which it is a fork of") { Id = "aphrodite", Aliases = ["aphrodite-engine"] },
        new("NIM", KnownEngines.Vllm, "which it runs for most models") { Id = "nim", Aliases = ["nvidia-nim"] },
        new("Triton", KnownEngines.TensorRtLlm, "which it serves language models with") { Id = "triton", Aliases = ["triton-server", "triton-inference-server"] },
        new("llamafile", KnownEngines.LlamaCpp, "which it packs") { Id = "llamafile" },
        new("llama-cpp-python", KnownEngines.LlamaCpp, "which it calls") { Id = "llama-cpp-python", Aliases = ["llamacpp-python"] },
        new("Jan", KnownEngines.LlamaCpp, "which it runs") { Id = "jan" },
        new("GPT4All", KnownEngines.LlamaCpp, "which it runs") { Id = "gpt4all" },
        new("LocalAI", KnownEngines.LlamaCpp, "which it runs GGUF files on") { Id = "localai", Aliases = ["local-ai"] },
        new("RamaLama", KnownEngines.LlamaCpp, "which it runs by default") { Id = "ramalama" },
        new("Docker Model Runner", KnownEngines.LlamaCpp, "which it runs") { Id = "docker-model-runner", Aliases = ["dmr"] },
        new("text-generation-webui", KnownEngines.LlamaCpp, "its loader of GGUF files") { Id = "text-generation-webui", Aliases = ["oobabooga", "ooba"] },
        new("Accelerate", KnownEngines.Transformers, "which it spreads over cards") { Id = "accelerate" },
    ]);

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>What is taken for granted, as a sentence.</summary>
    public string Assumption => $"{Label} is not described here: it is answered as {Nearest.At()}, {Because}.";
}
