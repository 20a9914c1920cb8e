using System.Collections.Immutable;
using VramBot.Core.Languages;

namespace VramBot.Commands.Grammar;

/// <summary>Options that mean the same in several commands.</summary>
public static class SharedOptions
{
    private static readonly ImmutableArray<string> Languages = [.. Core.Languages.Language.All.Select(language => language.Tag)];

    /// <summary>The model.</summary>
    public static OptionDescription Model { get; } = new("model", "a catalog name, a repository of a known model, or a bare size", "mixtral-8x7b") { TakesWords = true, Aliases = ["m"] };

    /// <summary>The format of its weights.</summary>
    public static OptionDescription Precision { get; } = new("precision", "weight format: bf16 fp8 int4 awq gptq nf4 mxfp4 Q4_K_M exl2:4.65 gguf:4.83", "int4") { TakesWords = true, Aliases = ["format", "weights", "quant", "p"], Default = "what the model ships as; in training bf16, for qlora nf4-dq" };

    /// <summary>Tokens of a sequence.</summary>
    public static OptionDescription Context { get; } = new("ctx", "tokens of a sequence, in training of a sample: 4096, 4k, 128k, max", "4096") { Aliases = ["context", "c", "seq", "length"], Default = "4096; in training 2048" };

    /// <summary>Sequences at once.</summary>
    public static OptionDescription Users { get; } = new("users", "sequences at once; in training samples of a micro-batch on each GPU (batch:4)", "1") { Aliases = ["batch", "sequences", "concurrency"], Default = "1" };

    /// <summary>The format of cached keys and values.</summary>
    public static OptionDescription Cache { get; } = new("kv", "cache format: fp16 bf16 fp8 q8_0 q4_0, or keys/values; not in training", "q8_0") { Aliases = ["cache"], Default = "the engine's default" };

    /// <summary>Inference, or what is trained.</summary>
    public static OptionDescription Task { get; } = new("task", "inference, or what is trained: lora qlora full pretrain", "inference") { Choices = ["inference", "lora", "qlora", "full", "pretrain"], Default = "inference" };

    /// <summary>The engine and its release.</summary>
    public static OptionDescription Engine { get; } = new("engine", "vllm sglang llama.cpp ollama transformers …; to train unsloth axolotl torchtune …; vllm@0.11", "vllm@0.11") { TakesWords = true, Default = "told by the switches or the format, newest version; in training transformers" };

    /// <summary>The person's cards.</summary>
    public static OptionDescription Gpu { get; } = new("gpu", "your cards: 4090, 2x3090, 4090+3090, 24GB; gpus:8 counts them, all lists every card", "2x3090") { TakesWords = true, Aliases = ["gpus", "card"], Default = "none: those that fit are listed" };

    /// <summary>What other programs have of the first card.</summary>
    public static OptionDescription Reserved { get; } = new("reserved", "what other programs have of your (first) card: 1.5GB for a desktop", "1.5GB") { Default = "none", IsRare = true };

    /// <summary>Ranks that share every layer.</summary>
    public static OptionDescription TensorParallel { get; } = new("tp", "tensor-parallel ranks", "2") { Default = "chosen to fit; in training 1" };

    /// <summary>Stages of consecutive layers.</summary>
    public static OptionDescription PipelineParallel { get; } = new("pp", "pipeline stages, or cards of a layer split", "2") { Default = "chosen to fit; in training 1" };

    /// <summary>Ranks that spread whole experts.</summary>
    public static OptionDescription ExpertParallel { get; } = new("ep", "ranks that spread whole experts: vLLM's and SGLang's as many as tp; in training of the other GPUs", "2") { Default = "1" };

    /// <summary>What stays in host memory.</summary>
    public static OptionDescription Offload { get; } = new("offload", "in host memory: auto, 12 layers, experts, experts:20 (llama.cpp); to train optimizer, all; none", "12") { Default = "none" };

    /// <summary>The engine's own switches.</summary>
    public static OptionDescription Flags { get; } = new("flags", "the engine's own switches as pasted, in quotes: \"--max-num-seqs 64 --enforce-eager\"", "\"-ub 2048 -fa off\"") { TakesWords = true, TakesSwitches = true, Aliases = ["args", "switches"], Default = "the engine's defaults" };

    /// <summary>The language of the answer, where the platform does not say the person's own.</summary>
    public static OptionDescription Language { get; } = new("lang", "language of the answer: en, pt", Languages[^1])
    {
        Choices = Languages,
        Aliases = ["language", "locale", "idioma"],
        Default = "the person's own where the platform says it, else English",
        IsKnownByPlatform = true,
    };

    /// <summary>Money.</summary>
    public static OptionDescription Budget { get; } = new("budget", "US dollars for hardware: what to buy for the model: 2000, $3,000, 3k", "2000") { Default = "none" };
}
