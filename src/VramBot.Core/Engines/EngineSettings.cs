using System.Collections.Immutable;

namespace VramBot.Core.Engines;

/// <summary>Switches of an engine that move memory. Null means the engine's own default for the card and release.</summary>
public sealed record EngineSettings
{
    /// <summary>Whether the engine was told how much of the card it may take: then a budget that is too small is not its default's fault, and nothing fits.</summary>
    public bool SetsBudget => GpuMemoryUtilization is not null || StaticMemoryFraction is not null || FreeMemoryFraction is not null;

    /// <summary>Every switch at the engine's default.</summary>
    public static EngineSettings Default { get; } = new();

    /// <summary>vLLM's share of the card that it may take (gpu_memory_utilization).</summary>
    public double? GpuMemoryUtilization { get; init; }

    /// <summary>Sequences that a server schedules at once (vLLM's max_num_seqs, SGLang's max_running_requests).</summary>
    public int? MaxSequences { get; init; }

    /// <summary>Tokens of one step (vLLM's max_num_batched_tokens, SGLang's chunked_prefill_size).</summary>
    public int? MaxBatchedTokens { get; init; }

    /// <summary>Whether a server runs without CUDA graphs.</summary>
    public bool EnforceEager { get; init; }

    /// <summary>Whether tensor-parallel ranks hold whole experts instead of a slice of each (vLLM's enable_expert_parallel, SGLang's ep_size equal to tp_size).</summary>
    public bool ExpertParallel { get; init; }

    /// <summary>The largest batch whose CUDA graph vLLM (max_cudagraph_capture_size) or SGLang (cuda_graph_max_bs) captures.</summary>
    public int? LargestGraph { get; init; }

    /// <summary>SGLang's share of the card for weights and cache (mem_fraction_static).</summary>
    public double? StaticMemoryFraction { get; init; }

    /// <summary>Tokens of each prompt, for engines that take a prompt in one piece (Transformers); null for up to the whole context.</summary>
    public int? PromptTokens { get; init; }

    /// <summary>Whether Transformers computes the logits of every token, as a call of the model itself does; <c>generate</c> computes the last row.</summary>
    public bool AllLogits { get; init; }

    /// <summary>Whether the model's own next-token layers are loaded, to predict several tokens a step.</summary>
    public bool NextTokenLayers { get; init; }

    /// <summary>Tokens that SGLang's pool holds at most (max_total_tokens).</summary>
    public long? PoolTokens { get; init; }

    /// <summary>Share of the memory left after loading that TensorRT-LLM and lmdeploy give to the cache.</summary>
    public double? FreeMemoryFraction { get; init; }

    /// <summary>Tokens of one llama.cpp graph (n_ubatch).</summary>
    public int? MicroBatch { get; init; }

    /// <summary>Tokens that llama.cpp takes at once (n_batch).</summary>
    public int? LogicalBatch { get; init; }

    /// <summary>Rows of logits that llama.cpp reserves; null for what its server reserves.</summary>
    public int? ReservedOutputs { get; init; }

    /// <summary>Whether attention runs fused; null for the engine's default.</summary>
    public bool? FlashAttention { get; init; }

    /// <summary>Whether llama.cpp's sequences share one cache of the whole context.</summary>
    public bool? UnifiedCache { get; init; }

    /// <summary>Layers that llama.cpp keeps on the GPUs, the head counting as one (-ngl); null for all.</summary>
    public int? GpuLayers { get; init; }

    /// <summary>Layers from the first on whose routed experts stay in host memory (--n-cpu-moe).</summary>
    public int HostExpertLayers { get; init; }

    /// <summary>Whether llama.cpp splits matrices by rows over GPUs instead of layers (-sm row).</summary>
    public bool RowSplit { get; init; }

    /// <summary>Shares of the layers that each GPU takes (--tensor-split); empty for equal ones.</summary>
    public ImmutableArray<double> TensorSplit { get; init; } = [];

    /// <summary>Whether ik_llama.cpp caches latent rows (-mla 1 to 3); null for its default, which does.</summary>
    public bool? LatentCache { get; init; }

    /// <summary>The interface that llama.cpp was built for; null for the one of the card's vendor.</summary>
    public GpuBackend? Backend { get; init; }

    /// <summary>Tokens drafted ahead by the model's own next-token layers.</summary>
    public int DraftTokens { get; init; }

    /// <summary>Whether llama.cpp keeps sliding layers at full length (--swa-full).</summary>
    public bool FullWindowCache { get; init; }
}
