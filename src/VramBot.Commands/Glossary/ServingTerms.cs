using System.Collections.Immutable;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Glossary;

/// <summary>Serving people.</summary>
internal static class ServingTerms
{
    public static ImmutableArray<GlossaryTerm> All { get; } =
    [
        new("batch-size", Later("batch size"), "/vram-compare llama-3.1-8b users:1,8,32",
            Later("How many sequences are worked on at once. The weights are read once for all of them, so it is the cheapest speed there is; each needs a cache of its own, and in "
                + "training its own activations. The total does not double with it."))
        {
            Aliases = ["batch", "batch_size", "users", "concurrency", "lote", "usuarios"],
            IsCommon = true,
            See = ["kv-cache", "gradient-accumulation"],
        },
        new("prefill", Later("prefill"), "/vram llama-3.1-8b engine:vllm flags:\"--max-num-batched-tokens 2048\"",
            Later("Reading the prompt: many tokens at once, limited by compute. It is the moment with the largest activations; engines cut long prompts into chunks to bound them."))
        {
            Aliases = ["prompt processing", "chunked prefill", "leitura do prompt"],
            See = ["decode", "activations", "ubatch"],
        },
        new("decode", Later("decode"), "/vram llama-3.1-8b gpu:4090",
            Later("Writing the answer token by token. Each step reads all active weights and the cache, so the memory's bandwidth sets the speed."))
        {
            Aliases = ["decoding", "generation", "geracao"],
            See = ["tokens-per-second", "memory-bandwidth", "prefill"],
        },
        new("tokens-per-second", Later("tokens per second"), "/vram-guide throughput",
            Later("How fast an answer is written. For one user at most bandwidth ÷ bytes read per token; real engines reach some 50 to 80 % of it. With more users the sum grows and "
                + "each one's share falls."))
        {
            Aliases = ["throughput", "speed", "tps", "roofline", "velocidade", "vazao"],
            IsCommon = true,
            See = ["decode", "memory-bandwidth", "batch-size"],
        },
        new("ttft", Later("time to first token (TTFT)"), "/vram-plan llama-3.1-8b users:40 gpu:h100",
            Later("How long someone waits before the answer begins: queue and prefill."))
        {
            Aliases = ["time to first token", "latency", "latencia"],
            See = ["prefill", "p95"],
        },
        new("p95", Later("p95 and p99"), "/vram-plan llama-3.1-8b users:40 prompt:7k output:1k",
            Later("The value that 95 (or 99) of 100 requests stay under. Capacity is planned by it: with averages, every long request is a surprise."))
        {
            Aliases = ["percentile", "p99", "percentil"],
            See = ["replica", "headroom"],
        },
        new("replica", Later("replica"), "/vram-plan llama-3.1-8b users:200 gpu:l40s",
            Later("A whole copy of a served model on its own GPUs. More replicas serve more users; each has all weights."))
        {
            Aliases = ["replicas", "instance", "instancia"],
            IsCommon = true,
            See = ["data-parallelism", "cold-start"],
        },
        new("paged-kv", Later("paged KV cache"), "/vram llama-3.1-8b engine:vllm gpu:4090",
            Later("The cache in small blocks that are given out as a sequence grows, as vLLM introduced it. No sequence holds room for tokens that it does not have yet, so more of them "
                + "fit; the bytes per token are the same. Engines give all memory that is left to these blocks, which is why the card looks full at once."))
        {
            Aliases = ["pagedattention", "paged attention", "kv blocks", "aggressive paged kv", "blocks", "cache paginado"],
            See = ["kv-cache", "gpu-memory-utilization", "preemption"],
        },
        new("gpu-memory-utilization", Later("gpu-memory-utilization"), "/vram llama-3.1-8b gpu:4090 flags:\"--gpu-memory-utilization 0.8\"",
            Later("vLLM's share of a card (0.9 unless said otherwise; SGLang's is --mem-fraction-static). What weights and buffers leave of it becomes cache, so that more of it means "
                + "more users and not a larger model."))
        {
            Aliases = ["gpu memory utilization", "mem-fraction-static", "memory utilization"],
            See = ["paged-kv", "headroom"],
        },
        new("preemption", Later("preemption"), "/vram-guide signals",
            Later("What a server does when the cache is full: it puts a running sequence aside and computes it again later. Answers stall, nothing fails; it is the sign that there is "
                + "too little cache for so many users."))
        {
            Aliases = ["preempt", "swap", "recompute", "preempcao"],
            See = ["paged-kv", "p95"],
        },
        new("prefix-cache", Later("prefix caching"), "/vram-plan llama-3.1-8b users:40",
            Later("Requests that begin alike share the cache of that beginning. It saves work and some cache, but cannot be planned on unless the prompts are known to be alike."))
        {
            Aliases = ["prefix cache", "radix cache", "prompt caching", "cache de prompt"],
            See = ["kv-cache", "prefill"],
        },
        new("speculative-decoding", Later("speculative decoding"), "/vram llama-3.3-70b precision:Q4_K_M draft:llama-3.2-1b",
            Later("A small draft model writes a few tokens ahead and the large one checks them in one step. In memory it is the draft's own weights and cache beside the large model's: "
                + "for a 70B with a 1B draft some 2 to 3 %, not a third."))
        {
            Aliases = ["draft model", "draft", "assisted decoding", "draft decoding", "assistant decoding", "mtp", "modelo de rascunho"],
            See = ["decode", "tokens-per-second"],
        },
        new("ubatch", Later("ubatch"), "/vram llama-3.1-8b precision:Q4_K_M flags:\"-ub 2048\"",
            Later("How many tokens llama.cpp computes at once (-ub, 512 unless said otherwise). Its compute buffer grows with it."))
        {
            Aliases = ["micro batch of llama.cpp", "n-ubatch", "ub"],
            IsCommon = true,
            See = ["prefill", "activations"],
        },
    ];
}
