using System.Collections.Immutable;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Glossary;

/// <summary>Where memory goes, and how it is counted.</summary>
internal static class MemoryTerms
{
    public static ImmutableArray<GlossaryTerm> All { get; } =
    [
        new("vram", Later("VRAM"), "/vram llama-3.1-8b gpu:4090",
            Later("The memory on the graphics card itself. Everything the GPU computes with has to be there: weights, cache and working buffers. It is several to twenty times as fast "
                + "as the memory of the host, which is why a model that does not fit runs at a crawl, or not at all."))
        {
            Aliases = ["gpu memory", "video memory", "memoria de video", "memoria da gpu"],
            IsCommon = true,
            See = ["usable-memory", "memory-bandwidth", "host-memory"],
        },
        new("parameter", Later("parameter"), "/vram 8b precision:bf16",
            Later("One trained number of a model. An 8B model has eight billion of them; times the bytes of each gives the size of its weights."))
        {
            Aliases = ["parameters", "params", "parametros"],
            IsCommon = true,
            See = ["weights", "bits-per-weight"],
        },
        new("weights", Later("weights"), "/vram mistral-7b-v0.3 precision:int4",
            Later("All parameters of a model as they lie in memory. Their size is parameters × bits ÷ 8, tensor by tensor: embeddings, norms and routers often keep more bits than the "
                + "rest, so the real file is larger than the nominal format says. They are loaded once and shared by all users."))
        {
            Aliases = ["model weights", "peso"],
            IsCommon = true,
            See = ["parameter", "quantization", "bits-per-weight"],
        },
        new("kv-cache", Later("KV cache"), "/vram llama-3.1-8b ctx:32k",
            Later("The keys and values of all earlier tokens, kept so that each new token needs only its own. Its size is 2 × layers × KV heads × head size × tokens × bytes for each "
                + "sequence. Only the heads that are really stored count: with grouped heads (GQA) it is a quarter or an eighth of what a formula with the full hidden size says."))
        {
            Aliases = ["kv", "key value cache", "key-value cache", "cache"],
            See = ["gqa", "context", "kv-quantization", "paged-kv"],
        },
        new("activations", Later("activations"), "/vram llama-3.1-8b task:full gpus:8",
            Later("Results in between: what a layer hands to the next. In inference only the largest moment counts, because buffers are used again from layer to layer; it grows with "
                + "the tokens that are computed at once, not with the size of the model. In training those that the backward pass needs are kept, which is where the memory goes."))
        {
            Aliases = ["activation", "compute buffer", "workspace", "buffer de calculo", "ativacao"],
            See = ["activation-checkpointing", "logits", "prefill"],
        },
        new("logits", Later("logits"), "/vram llama-3.1-8b task:qlora seq:4k",
            Later("The scores of all words of the vocabulary for a position. With 128,000 words in 32 bits a row takes half a megabyte: little for one token at a time, gigabytes when "
                + "training keeps them for each token of a long sample."))
        {
            Aliases = ["logit", "sampler"],
            See = ["activations", "sequence-length"],
        },
        new("cuda-context", Later("CUDA context"), "/vram llama-3.1-8b engine:vllm",
            Later("What the driver, the libraries and their kernels take on each GPU before the first weight is loaded: a few hundred megabytes for each process. It appears in "
                + "nvidia-smi, but not in the program's own counters."))
        {
            Aliases = ["cuda overhead", "driver overhead", "contexto da cuda"],
            See = ["cuda-graphs", "allocator"],
        },
        new("cuda-graphs", Later("CUDA graphs"), "/vram llama-3.1-8b engine:vllm flags:\"--enforce-eager\"",
            Later("Recorded sequences of kernels that are started with one call, which makes small batches faster. Each recorded batch size keeps buffers of its own; engines such as "
                + "vLLM and SGLang record dozens. Switched off (--enforce-eager), the memory is free and decoding slower."))
        {
            Aliases = ["cuda graph", "graphs", "grafos"],
            See = ["cuda-context", "decode"],
        },
        new("allocator", Later("memory allocator"), "/vram-compare llama-3.1-8b engines:vllm,sglang,llama.cpp",
            Later("The part of a program that asks the driver for memory and deals it out. PyTorch's keeps what was freed for the next tensor of that size, so nvidia-smi shows more "
                + "than is in use, and pieces in between can stay unusable. llama.cpp plans its buffers once and has next to no such slack. What differs between engines is mostly what "
                + "they reserve beforehand, not a fixed percentage."))
        {
            Aliases = ["caching allocator", "pytorch allocator", "fragmentation", "fragmentacao", "allocator slack", "alocador"],
            See = ["cuda-context", "gpu-memory-utilization"],
        },
        new("usable-memory", Later("usable memory"), "/vram-gpus rtx 4090",
            Later("What the driver reports as the total, less what it keeps: an RTX 4090 with 24 GB on the box gives 23.5 GiB to programs. Fits are judged by this, with a small "
                + "headroom."))
        {
            Aliases = ["usable", "memoria util"],
            IsCommon = true,
            See = ["gib", "headroom", "fits"],
        },
        new("gib", Later("GiB and GB"), "/vram llama-3.1-8b",
            Later("A GB is 1,000,000,000 bytes, a GiB 1,073,741,824: 7 % more. nvidia-smi counts in MiB and GiB, downloads and parameter counts in GB. Answers here are in GiB."))
        {
            Aliases = ["gib gb", "gigabyte", "gibibyte", "gb"],
            IsCommon = true,
            See = ["usable-memory"],
        },
        new("headroom", Later("headroom"), "/vram-plan llama-3.1-8b users:40 headroom:15",
            Later("Memory that is left free on purpose, so that a longer prompt, another program or a fragment does not end in an out-of-memory error."))
        {
            Aliases = ["margin", "reserve"],
            IsCommon = true,
            See = ["fits", "oom"],
        },
        new("fits", Later("fits, tight, does not fit"), "/vram llama-3.3-70b gpu:2x3090",
            Later("The verdict for a card: it fits when the whole band of the estimate and the headroom do; it is tight when only the likely figure does, so that something small can "
                + "tip it over; else it does not fit."))
        {
            Aliases = ["tight", "verdict", "fit", "cabe", "justo"],
            IsCommon = true,
            See = ["headroom", "band", "usable-memory"],
        },
        new("band", Later("band"), "/vram mixtral-8x7b precision:int4 ctx:4096",
            Later("The range in brackets behind an estimate: between these two, most measured runs of the same kind of engine and task came out."))
        {
            Aliases = ["measured error", "uncertainty", "accuracy", "erro medido", "precisao da estimativa"],
            IsCommon = true,
            See = ["fits"],
        },
        new("oom", Later("out of memory (OOM)"), "/vram-guide signals",
            Later("The error when an allocation finds no room. It often comes long after the start: in the first long prompt, when a batch fills, or at the first optimizer step of a "
                + "training run."))
        {
            Aliases = ["out of memory", "oom error", "falta de memoria"],
            IsCommon = true,
            See = ["headroom", "fits", "prefill"],
        },
        new("host-memory", Later("host memory"), "/vram qwen3-30b-a3b precision:Q4_K_M offload:experts gpu:3060-12gb",
            Later("The memory of the computer, beside the GPU's. Loading passes through it, and layers, experts or optimizer states may stay there; the link between (PCIe) is then what "
                + "limits the speed."))
        {
            Aliases = ["ram", "system ram", "cpu memory", "memoria ram"],
            IsCommon = true,
            See = ["offload", "mmap", "unified-memory"],
        },
        new("offload", Later("offload"), "/vram llama-3.3-70b precision:Q4_K_M gpu:3090 offload:auto",
            Later("Leaving part of a model in host memory: whole layers (llama.cpp's -ngl says how many go to the GPU), only the experts of a mixture, or the optimizer while training. "
                + "It buys room with speed."))
        {
            Aliases = ["cpu offload", "gpu layers", "ngl", "n-gpu-layers", "descarregar"],
            See = ["host-memory", "moe"],
        },
        new("mmap", Later("mmap"), "/vram-guide loading",
            Later("Opening a file as if it were memory: the system reads the pages that are touched and can drop them again. Weights can thus be loaded without a second copy in host "
                + "memory, but what stays on the host needs its room all the same."))
        {
            Aliases = ["memory mapping", "memory-mapped", "mapeamento de memoria"],
            IsCommon = true,
            See = ["host-memory", "safetensors", "cold-start"],
        },
        new("safetensors", Later("safetensors"), "/vram-guide loading",
            Later("The usual file format of weights on the Hugging Face hub: a header that names each tensor with its type and shape, then the bytes. Large models come in several such "
                + "files, the shards, with an index."))
        {
            Aliases = ["checkpoint", "shard", "shards"],
            IsCommon = true,
            See = ["weights", "gguf", "mmap"],
        },
        new("cold-start", Later("cold start"), "/vram-plan llama-3.1-8b users:40 gpu:h100",
            Later("The time from starting a replica to its first answer: reading the weights, moving them to the GPUs, recording graphs, compiling kernels. The disk usually decides."))
        {
            Aliases = ["loading", "load time", "warmup", "carregamento", "aquecimento"],
            IsCommon = true,
            See = ["mmap", "replica", "cuda-graphs"],
        },
    ];
}
