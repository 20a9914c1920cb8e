using System.Collections.Immutable;

namespace VramBot.Commands.Grammar;

/// <summary>All commands.</summary>
public static class CommandBook
{
    /// <summary>The estimate.</summary>
    public static CommandDescription Vram { get; } = new(
        "vram",
        "How much GPU memory a model needs, what it fits on, and what to change if it does not",
        [
            SharedOptions.Model,
            SharedOptions.Precision,
            SharedOptions.Context,
            SharedOptions.Users,
            SharedOptions.Cache,
            SharedOptions.Task,
            SharedOptions.Engine,
            SharedOptions.Gpu,
            SharedOptions.Reserved,
            SharedOptions.TensorParallel,
            SharedOptions.PipelineParallel,
            SharedOptions.ExpertParallel,
            SharedOptions.Offload,
            SharedOptions.Flags,
            new("adapters", "LoRA adapters served at once; not in training", "4") { Default = "0" },
            new("rank", "rank of adapters, served or trained (lora, qlora)", "16") { Aliases = ["adapter-rank", "r"], Default = "16" },
            new("targets", "projections with adapters: all-linear, attention, qv, mlp, or a list: q,k,v,o,gate,up,down", "qv") { Choices = ["all-linear", "attention", "qv", "mlp"], TakesWords = true, Default = "all-linear" },
            new("draft", "a draft model for speculative decoding; not in training", "llama-3.2-1b") { TakesWords = true, Default = "none" },
            new("optimizer", "training: adamw adamw-8bit paged-adamw-8bit adafactor sgd lion lomo galore muon badam …", "adamw") { Choices = TrainingWords.OptimizerNames, Aliases = ["optim"], Default = "the framework's, mostly adamw" },
            new("checkpointing", "training: activations computed again: on, off, selective, offload (kept in host memory)", "on") { Choices = ["on", "off", "selective", "offload"], Aliases = ["gc", "gradient-checkpointing"], Default = "the framework's, mostly on" },
            new("zero", "training: what GPUs divide: ZeRO stage 0 1 2 3, or fsdp fsdp2 hsdp ddp", "3") { Choices = ["0", "1", "2", "3", "fsdp", "fsdp2", "hsdp", "ddp"], Aliases = ["sharding"], Default = "the framework's" },
            new("accum", "training: micro-batches whose gradients are added before a step", "4") { Aliases = ["accumulation", "ga"], Default = "1" },
            new("dtype", "training: bf16, fp16, mixed (32-bit weights under autocast), fp32", "bf16") { IsRare = true, Choices = ["bf16", "fp16", "mixed", "fp32"], Default = "the framework's, mostly bf16" },
            new("packing", "training: samples joined to full rows: on, off, padding-free", "on") { IsRare = true, Choices = ["on", "off", "padding-free"], Default = "the framework's, mostly off" },
            SharedOptions.Budget,
            new("method", "exact, or guide for the usual rules of thumb", "guide") { Default = "exact", IsBuilt = false },
        ])
    {
        Examples =
        [
            "/vram model:mixtral-8x7b precision:int4 ctx:4096",
            "/vram llama-3.3-70b gpu:2x3090",
            "/vram llama-3.3-70b budget:3000",
            "/vram model:qwen3-8b precision:Q4_K_M ctx:32k kv:q8_0 gpu:4070",
            "/vram model:llama-3.1-8b engine:vllm@0.11 users:16 ctx:8k gpu:l4",
            "/vram model:qwen3-30b-a3b precision:Q4_K_M offload:experts gpu:3060-12gb",
            "/vram llama-3.1-8b gpu:4090 flags:\"--gpu-memory-utilization 0.8 --max-num-seqs 64\"",
            "/vram 7b precision:nf4",
            "/vram llama-3.1-8b task:qlora gpu:3060-12gb",
            "/vram llama-3.1-8b task:full gpus:8 zero:3 seq:8k batch:1 accum:8 optimizer:adamw-8bit",
            "/vram qwen3-8b task:lora engine:unsloth rank:32 targets:q,k,v,o seq:4k",
        ],
    };

    /// <summary>What runs on a card.</summary>
    public static CommandDescription Fit => FitCommand.Description;

    /// <summary>Things side by side.</summary>
    public static CommandDescription Compare => CompareCommand.Description;

    /// <summary>Serving capacity.</summary>
    public static CommandDescription Plan => PlanCommand.Description;

    /// <summary>Search in the models.</summary>
    public static CommandDescription Models { get; } = Search("models", "Search the models", "qwen3 coder", [], "/vram-models qwen3 coder", "/vram-models search:mixtral");

    /// <summary>Search in the GPUs.</summary>
    public static CommandDescription Gpus { get; } = Search(
        "gpus",
        "Search the GPUs",
        "rtx 40",
        [
            new("budget", "the best cards for a sum of US dollars: 1000, $3,000, 3k; all for a table of sums", "1000") { Default = "none" },
        ],
        "/vram-gpus rtx 40", "/vram-gpus search:h100", "/vram-gpus budget:1000", "/vram-gpus budget:all");

    /// <summary>Search in the weight formats.</summary>
    public static CommandDescription Formats { get; } = Search("formats", "Search the weight formats", "q4", [], "/vram-formats q4", "/vram-formats search:awq");

    /// <summary>Help.</summary>
    public static CommandDescription Help { get; } = new(
        "vram-help",
        "What there is, with lines to copy",
        [new("topic", "a command or an option", "precision") { TakesWords = true, Default = "everything" }])
    {
        Examples = ["/vram-help", "/vram-help precision"],
    };

    /// <summary>All commands, the estimate first; those not yet built are known by name.</summary>
    public static ImmutableArray<CommandDescription> All { get; } =
    [
        Vram,
        Fit,
        Compare,
        Plan,
        Models,
        Gpus,
        Formats,
        Help,
        Unbuilt("glossary", "The terms of the field explained"),
    ];

    private static CommandDescription Search(string name, string summary, string example, ImmutableArray<OptionDescription> others, params ImmutableArray<string> examples) =>
        new($"vram-{name}", summary, [new("search", "words of a name", example) { TakesWords = true, Aliases = ["query", "q"], Default = "all" }, .. others]) { Examples = examples };

    private static CommandDescription Unbuilt(string name, string summary) =>
        new($"vram-{name}", summary, []) { Examples = [], IsBuilt = false };
}
