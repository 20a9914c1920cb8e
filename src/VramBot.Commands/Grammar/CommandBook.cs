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
            new("precision", "weight format: bf16 fp8 int4 awq gptq nf4 mxfp4 Q4_K_M exl2:4.65 gguf:4.83", "int4") { TakesWords = true, Aliases = ["format", "weights", "quant", "p"], Default = "what the model ships as; in training bf16, for qlora nf4-dq", SummaryPortuguese = "formato dos pesos: bf16 fp8 int4 awq gptq nf4 mxfp4 Q4_K_M exl2:4.65 gguf:4.83" },
            new("ctx", "tokens of a sequence, in training of a sample: 4096, 4k, 128k, max", "4096") { Aliases = ["context", "c", "seq", "length"], Default = "4096; in training 2048", SummaryPortuguese = "tokens de uma sequência, no treino de uma amostra: 4096, 4k, 128k, max" },
            new("users", "sequences at once; in training samples of a micro-batch on each GPU (batch:4)", "1") { Aliases = ["batch", "sequences", "concurrency"], Default = "1", SummaryPortuguese = "sequências ao mesmo tempo; no treino amostras por GPU (batch:4)" },
            new("kv", "cache format: fp16 bf16 fp8 q8_0 q4_0, or keys/values; not in training", "q8_0") { Aliases = ["cache"], Default = "the engine's default", SummaryPortuguese = "formato do cache: fp16 bf16 fp8 q8_0 q4_0; não no treino" },
            new("task", "inference, or what is trained: lora qlora full pretrain", "inference") { Choices = ["inference", "lora", "qlora", "full", "pretrain"], Default = "inference", SummaryPortuguese = "inference, ou o que é treinado: lora qlora full pretrain" },
            new("engine", "vllm sglang llama.cpp ollama transformers …; to train unsloth axolotl torchtune …; vllm@0.11", "vllm@0.11") { TakesWords = true, Default = "told by the switches or the format, newest version; in training transformers", SummaryPortuguese = "motor, com versão se quiser: vllm@0.11; no treino unsloth axolotl torchtune …" },
            new("gpu", "your cards: 4090, 2x3090, 24GB, 8xh100; gpus:8 counts them", "2x3090") { TakesWords = true, Aliases = ["gpus", "card"], Default = "none: those that fit are listed", SummaryPortuguese = "suas placas: 4090, 2x3090, 24GB, 8xh100; gpus:8 diz quantas" },
            new("tp", "tensor-parallel ranks", "2") { Default = "chosen to fit; in training 1", SummaryPortuguese = "paralelismo de tensores" },
            new("pp", "pipeline stages, or cards of a layer split", "2") { Default = "chosen to fit; in training 1", SummaryPortuguese = "estágios de pipeline" },
            new("ep", "ranks that spread whole experts: vLLM's and SGLang's as many as tp; in training of the other GPUs", "2") { Default = "1", SummaryPortuguese = "ranks com experts inteiros: vLLM e SGLang tantos quantos tp; no treino entre as outras GPUs" },
            new("offload", "in host memory: auto, 12 layers, experts, experts:20 (llama.cpp); to train optimizer, all; none", "12") { Default = "none", SummaryPortuguese = "na memória do host: auto, 12 camadas, experts, experts:20 (llama.cpp); treino: optimizer, all; none" },
            new("flags", "the engine's own switches as pasted, in quotes: \"--max-num-seqs 64 --enforce-eager\"", "\"-ub 2048 -fa off\"") { TakesWords = true, TakesSwitches = true, Aliases = ["args", "switches"], Default = "the engine's defaults", SummaryPortuguese = "opções do próprio motor, entre aspas: \"--max-num-seqs 64 --enforce-eager\"" },
            new("adapters", "LoRA adapters served at once; not in training", "4") { Default = "0", SummaryPortuguese = "adaptadores LoRA servidos ao mesmo tempo; não no treino" },
            new("rank", "rank of adapters, served or trained (lora, qlora)", "16") { Aliases = ["adapter-rank", "r"], Default = "16", SummaryPortuguese = "rank dos adaptadores, servidos ou treinados (lora, qlora)" },
            new("targets", "projections with adapters: all-linear, attention, qv, mlp, or a list: q,k,v,o,gate,up,down", "qv") { Choices = ["all-linear", "attention", "qv", "mlp"], TakesWords = true, Default = "all-linear", SummaryPortuguese = "projeções com adaptadores: all-linear, attention, qv, mlp, ou uma lista: q,k,v,o,gate,up,down" },
            new("draft", "a draft model for speculative decoding; not in training", "llama-3.2-1b") { TakesWords = true, Default = "none", SummaryPortuguese = "modelo de rascunho para decodificação especulativa; não no treino" },
            new("optimizer", "training: adamw adamw-8bit paged-adamw-8bit adafactor sgd lion lomo galore muon badam …", "adamw") { Choices = TrainingWords.OptimizerNames, Aliases = ["optim"], Default = "the framework's, mostly adamw", SummaryPortuguese = "treino: otimizador, adamw adamw-8bit paged-adamw-8bit adafactor sgd lion lomo galore muon …" },
            new("checkpointing", "training: activations computed again: on, off, selective, offload (kept in host memory)", "on") { Choices = ["on", "off", "selective", "offload"], Aliases = ["gc", "gradient-checkpointing"], Default = "the framework's, mostly on", SummaryPortuguese = "treino: recálculo de ativações: on, off, selective, offload (na memória do host)" },
            new("zero", "training: what GPUs divide: ZeRO stage 0 1 2 3, or fsdp fsdp2 hsdp ddp", "3") { Choices = ["0", "1", "2", "3", "fsdp", "fsdp2", "hsdp", "ddp"], Aliases = ["sharding"], Default = "the framework's", SummaryPortuguese = "treino: o que as GPUs dividem: estágio 0 1 2 3 do ZeRO, ou fsdp fsdp2 hsdp ddp" },
            new("accum", "training: micro-batches whose gradients are added before a step", "4") { Aliases = ["accumulation", "ga"], Default = "1", SummaryPortuguese = "treino: passos de acumulação de gradientes" },
            new("dtype", "training: bf16, fp16, mixed (32-bit weights under autocast), fp32", "bf16") { Choices = ["bf16", "fp16", "mixed", "fp32"], Default = "the framework's, mostly bf16", SummaryPortuguese = "treino: bf16, fp16, mixed (pesos de 32 bits com autocast), fp32" },
            new("packing", "training: samples joined to full rows: on, off, padding-free", "on") { Choices = ["on", "off", "padding-free"], Default = "the framework's, mostly off", SummaryPortuguese = "treino: amostras juntas em linhas cheias: on, off, padding-free" },
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
            "/vram llama-3.1-8b task:qlora gpu:3060-12gb",
            "/vram llama-3.1-8b task:full gpus:8 zero:3 seq:8k batch:1 accum:8 optimizer:adamw-8bit",
            "/vram qwen3-8b task:lora engine:unsloth rank:32 targets:q,k,v,o seq:4k",
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
