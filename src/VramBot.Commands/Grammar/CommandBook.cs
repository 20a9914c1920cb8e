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
            new("model", "a catalog name, a repository of a known model, or a bare size", "mixtral-8x7b") { TakesWords = true, Aliases = ["m"], SummaryPortuguese = "um nome do catálogo, um repositório de um modelo conhecido ou só um tamanho" },
            new("precision", "weight format: bf16 fp8 int4 awq gptq nf4 mxfp4 Q4_K_M exl2:4.65 gguf:4.83", "int4") { TakesWords = true, Aliases = ["format", "weights", "quant", "p"], Default = "what the model ships as", SummaryPortuguese = "formato dos pesos: bf16 fp8 int4 awq gptq nf4 mxfp4 Q4_K_M exl2:4.65 gguf:4.83" },
            new("ctx", "tokens of a sequence: 4096, 4k, 128k, max", "4096") { Aliases = ["context", "c"], Default = "4096", SummaryPortuguese = "tokens de uma sequência: 4096, 4k, 128k, max" },
            new("users", "sequences at once", "1") { Aliases = ["batch", "sequences", "concurrency"], Default = "1", SummaryPortuguese = "sequências ao mesmo tempo" },
            new("kv", "cache format: fp16 bf16 fp8 q8_0 q4_0, or keys/values", "q8_0") { Aliases = ["cache"], Default = "the engine's default", SummaryPortuguese = "formato do cache: fp16 bf16 fp8 q8_0 q4_0" },
            new("task", "inference lora qlora full pretrain", "inference") { Default = "inference", SummaryPortuguese = "tarefa: inference lora qlora full pretrain" },
            new("engine", "vllm sglang llama.cpp ollama lmstudio koboldcpp transformers mlx, with a version if wanted: vllm@0.11", "vllm@0.11") { TakesWords = true, Default = "told by the switches or the format, newest version", SummaryPortuguese = "motor, com versão se quiser: vllm@0.11" },
            new("gpu", "your cards: 4090, 2x3090, 8xh100", "2x3090") { TakesWords = true, Aliases = ["gpus", "card"], Default = "none: those that fit are listed", SummaryPortuguese = "suas placas: 4090, 2x3090, 8xh100" },
            new("tp", "tensor-parallel ranks", "2") { Default = "chosen to fit", SummaryPortuguese = "paralelismo de tensores" },
            new("pp", "pipeline stages, or cards of a layer split", "2") { Default = "chosen to fit", SummaryPortuguese = "estágios de pipeline" },
            new("ep", "expert-parallel ranks of vLLM and SGLang: whole experts on each, as many as tp", "2") { Default = "1", SummaryPortuguese = "ranks com experts inteiros (vLLM, SGLang), tantos quantos tp" },
            new("offload", "kept in host memory (llama.cpp): 12 layers, experts, experts:20 (of the first 20 layers), none", "12") { Default = "none", SummaryPortuguese = "na memória do host (llama.cpp): 12 camadas, experts, experts:20 (das 20 primeiras), none" },
            new("flags", "the engine's own switches as pasted, in quotes: \"--max-num-seqs 64 --enforce-eager\"", "\"-ub 2048 -fa off\"") { TakesWords = true, TakesSwitches = true, Aliases = ["args", "switches"], Default = "the engine's defaults", SummaryPortuguese = "opções do próprio motor, entre aspas: \"--max-num-seqs 64 --enforce-eager\"" },
            new("adapters", "LoRA adapters served at once", "4") { Default = "0", SummaryPortuguese = "adaptadores LoRA servidos ao mesmo tempo" },
            new("adapter-rank", "rank of those adapters", "16") { Default = "16", SummaryPortuguese = "rank desses adaptadores" },
            new("targets", "projections with adapters: all-linear, attention, qv", "qv") { TakesWords = true, Default = "all-linear", SummaryPortuguese = "projeções com adaptadores: all-linear, attention, qv" },
            new("draft", "a draft model for speculative decoding", "llama-3.2-1b") { TakesWords = true, Default = "none", SummaryPortuguese = "modelo de rascunho para decodificação especulativa" },
            new("seq", "training: tokens of a sample", "2048") { Default = "2048", IsBuilt = false, SummaryPortuguese = "treino: tokens de uma amostra" },
            new("rank", "training: LoRA rank", "16") { Default = "16", IsBuilt = false, SummaryPortuguese = "treino: rank do LoRA" },
            new("optimizer", "training: adamw, adamw-8bit, adafactor, sgd, lion", "adamw") { Default = "adamw", IsBuilt = false, SummaryPortuguese = "treino: otimizador" },
            new("checkpointing", "training: on, off, selective", "on") { Default = "on", IsBuilt = false, SummaryPortuguese = "treino: checkpointing de ativações" },
            new("zero", "training: ZeRO stage 0 to 3", "3") { Default = "0", IsBuilt = false, SummaryPortuguese = "treino: estágio do ZeRO" },
            new("accum", "training: gradient accumulation steps", "4") { Default = "1", IsBuilt = false, SummaryPortuguese = "treino: passos de acumulação" },
            new("budget", "US dollars for hardware", "2000") { Default = "none", IsBuilt = false, SummaryPortuguese = "dólares para hardware" },
            new("method", "exact, or guide for the usual rules of thumb", "guide") { Default = "exact", IsBuilt = false, SummaryPortuguese = "exact, ou guide para as regras de bolso" },
        ])
    {
        SummaryPortuguese = "Quanta memória de GPU um modelo precisa, onde cabe e o que mudar se não couber",
        Examples =
        [
            "/vram model:mixtral-8x7b precision:int4 ctx:4096",
            "/vram llama-3.3-70b gpu:2x3090",
            "/vram model:qwen3-8b precision:Q4_K_M ctx:32k kv:q8_0 gpu:4070",
            "/vram model:llama-3.1-8b engine:vllm@0.11 users:16 ctx:8k gpu:l4",
            "/vram model:qwen3-30b-a3b precision:Q4_K_M offload:experts gpu:3060-12gb",
            "/vram llama-3.1-8b gpu:4090 flags:\"--gpu-memory-utilization 0.8 --max-num-seqs 64\"",
            "/vram 7b precision:nf4",
        ],
    };

    /// <summary>Search in the models.</summary>
    public static CommandDescription Models { get; } = Search("models", "Search the models", "Busca nos modelos", "qwen3 coder", "/vram-models qwen3 coder", "/vram-models search:mixtral");

    /// <summary>Search in the GPUs.</summary>
    public static CommandDescription Gpus { get; } = Search("gpus", "Search the GPUs", "Busca nas GPUs", "rtx 40", "/vram-gpus rtx 40", "/vram-gpus search:h100");

    /// <summary>Search in the weight formats.</summary>
    public static CommandDescription Formats { get; } = Search("formats", "Search the weight formats", "Busca nos formatos de pesos", "q4", "/vram-formats q4", "/vram-formats search:awq");

    /// <summary>Help.</summary>
    public static CommandDescription Help { get; } = new(
        "vram-help",
        "What there is, with lines to copy",
        [new("topic", "a command or an option", "precision") { TakesWords = true, Default = "everything", SummaryPortuguese = "um comando ou uma opção" }])
    {
        SummaryPortuguese = "O que existe, com linhas para copiar",
        Examples = ["/vram-help", "/vram-help precision"],
    };

    /// <summary>All commands, the estimate first; those not yet built are known by name.</summary>
    public static ImmutableArray<CommandDescription> All { get; } =
    [
        Vram,
        Models,
        Gpus,
        Formats,
        Help,
        Later("fit", "What runs on a card, at which format, with how much context", "O que roda numa placa"),
        Later("plan", "Serving capacity from prompts, outputs and users", "Capacidade de serviço"),
        Later("compare", "Models or formats side by side", "Modelos ou formatos lado a lado"),
        Later("glossary", "The terms of the field explained", "Os termos da área explicados"),
    ];

    private static CommandDescription Search(string name, string summary, string portuguese, string example, params ImmutableArray<string> examples) =>
        new($"vram-{name}", summary, [new("search", "words of a name", example) { TakesWords = true, Aliases = ["query", "q"], Default = "all", SummaryPortuguese = "palavras de um nome" }])
        {
            SummaryPortuguese = portuguese,
            Examples = examples,
        };

    private static CommandDescription Later(string name, string summary, string portuguese) =>
        new($"vram-{name}", summary, []) { SummaryPortuguese = portuguese, Examples = [], IsBuilt = false };
}
