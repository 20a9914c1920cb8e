using System.Collections.Immutable;

namespace VramBot.Commands.Grammar;

/// <summary>The description of <c>/vram-compare</c>.</summary>
public static class CompareCommand
{
    /// <summary>Each option with the option of the estimate that one of its values is.</summary>
    internal static ImmutableArray<(string Option, string OfEstimate)> Lists { get; } =
    [
        ("models", "model"), ("precisions", "precision"), ("engines", "engine"), ("kv", "kv"), ("ctx", "ctx"), ("users", "users"), ("gpu", "gpu"), ("task", "task"),
    ];

    /// <summary>Models, formats, engines and whatever else may differ, side by side.</summary>
    public static CommandDescription Description { get; } = new(
        "vram-compare",
        "Models, formats, engines or cards side by side, up to six",
        [
            new("models", "names with commas between; one is enough where something else differs", "qwen3-14b,gemma-3-12b") { TakesWords = true, Aliases = ["model", "m"] },
            new("precisions", "weight formats with commas between: Q8_0,Q5_K_M,Q4_K_M", "Q8_0,Q4_K_M") { TakesWords = true, Aliases = ["precision", "format", "formats", "weights", "quant", "p"], Default = "what the model ships as; with a card the best that fits" },
            new("engines", "engines with commas between: vllm,sglang,llama.cpp", "vllm,sglang") { TakesWords = true, Aliases = ["engine"], Default = "told by the format" },
            new("kv", "cache formats with commas between: fp16,q8_0,q8_0/q4_0", "fp16,q8_0") { TakesWords = true, Aliases = ["cache"], Default = "the engine's default" },
            new("ctx", "tokens of a sequence, one number or several: 8k,32k,128k", "8k,32k") { TakesWords = true, Aliases = ["context", "c", "seq", "length"], Default = "4096; in training 2048" },
            new("users", "sequences at once, one number or several: 1,8,32", "1,8") { TakesWords = true, Aliases = ["batch", "sequences", "concurrency"], Default = "1" },
            new("gpu", "your cards, or several to compare: 4070, 2x3090, 4090,5090", "4070") { TakesWords = true, Aliases = ["gpus", "card", "cards"], Default = "none: the smallest card for each is named" },
            new("task", "inference, or what is trained; several to compare: lora,qlora,full", "qlora") { TakesWords = true, Aliases = ["tasks"], Default = "inference" },
        ])
    {
        Examples =
        [
            "/vram-compare llama-3.1-8b precisions:Q8_0,Q5_K_M,Q4_K_M gpu:3060-12gb ctx:8k",
            "/vram-compare qwen3-14b vs gemma-3-12b vs phi-4 gpu:4070",
            "/vram-compare qwen3-8b engines:vllm,sglang,llama.cpp users:8 ctx:8k",
            "/vram-compare llama-3.3-70b precisions:Q4_K_M gpu:2x3090,l40s,h100",
            "/vram-compare llama-3.1-8b task:lora,qlora,full gpu:4090",
        ],
    };

    /// <summary>The option of the estimate that one value of a comparison's option is.</summary>
    public static OptionDescription OfEstimate(OptionDescription option)
    {
        ArgumentNullException.ThrowIfNull(option);
        return Lists.FirstOrDefault(list => list.Option == option.Name) is { OfEstimate: { } own } ? CommandBook.Vram.Find(own)! : option;
    }
}
