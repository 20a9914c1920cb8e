using System.Collections.Immutable;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Glossary;

/// <summary>How a model is built.</summary>
internal static class AttentionTerms
{
    public static ImmutableArray<GlossaryTerm> All { get; } =
    [
        new("llm", Later("large language model (LLM)"), "/vram-models llama",
            Later("A network with billions of parameters that continues text token by token."))
        {
            Aliases = ["large language model", "language model", "modelo de linguagem"],
            IsCommon = true,
            See = ["parameter", "token", "attention"],
        },
        new("token", Later("token"), "/vram llama-3.1-8b ctx:8k",
            Later("A piece of text that a model reads or writes at once: in English about three quarters of a word. Context, cache and speed are counted in tokens."))
        {
            Aliases = ["tokens"],
            IsCommon = true,
            See = ["context", "vocabulary"],
        },
        new("vocabulary", Later("vocabulary"), "/vram gemma-3-1b",
            Later("All tokens that a model knows, 32,000 to 260,000 of them. The embedding has a row for each, and so has the output layer unless both are one (tied); small models with "
                + "a large vocabulary keep a good part of their weights there."))
        {
            Aliases = ["vocab", "embedding", "embeddings", "vocabulario"],
            IsCommon = true,
            See = ["logits", "weights"],
        },
        new("context", Later("context length"), "/vram-compare llama-3.1-8b ctx:8k,32k,128k",
            Later("How many tokens a sequence may have, prompt and answer together. The KV cache grows in proportion, except in layers with a sliding window or a recurrent state, which "
                + "keep a fixed size."))
        {
            Aliases = ["context", "ctx", "context window", "context scaling", "max model len", "janela de contexto", "contexto"],
            IsCommon = true,
            See = ["kv-cache", "sliding-window", "rope-scaling", "sequence-length"],
        },
        new("sequence-length", Later("sequence length"), "/vram llama-3.1-8b task:lora seq:8k",
            Later("The tokens of one example: of a request while serving, of a sample while training. Kept activations grow with it."))
        {
            Aliases = ["sequence", "seq", "seq length", "sample length", "sequencia"],
            IsCommon = true,
            See = ["context", "packing"],
        },
        new("attention", Later("attention"), "/vram-guide kv",
            Later("The step of a layer in which each token looks at the earlier ones. It works in several heads side by side; which of them store keys and values of their own decides "
                + "the size of the KV cache."))
        {
            Aliases = ["self attention", "head", "heads", "hidden size", "layer", "layers", "atencao", "cabeca", "cabecas", "camada", "camadas"],
            IsCommon = true,
            See = ["mha", "gqa", "mqa", "mla", "flash-attention"],
        },
        new("mha", Later("multi-head attention (MHA)"), "/vram llama-2-7b ctx:4k",
            Later("Each query head has keys and values of its own. The largest cache: Llama 2 7B takes 512 KiB a token in 16 bits."))
        {
            Aliases = ["multi-head attention", "multi head attention"],
            See = ["gqa", "mqa", "mla", "kv-cache"],
        },
        new("gqa", Later("grouped-query attention (GQA)"), "/vram llama-3.1-8b ctx:8k",
            Later("Several query heads share one pair of key and value heads. Llama 3.1 8B has 32 query heads on 8 such pairs: its cache is a quarter, 128 KiB a token in 16 bits."))
        {
            Aliases = ["grouped-query attention", "grouped query attention", "grouped heads", "cabecas agrupadas"],
            See = ["mha", "mqa", "kv-cache"],
        },
        new("mqa", Later("multi-query attention (MQA)"), "/vram falcon-7b",
            Later("All query heads share a single pair of key and value heads: the smallest cache of this kind, at some loss of quality."))
        {
            Aliases = ["multi-query attention", "multi query attention"],
            See = ["gqa", "mha", "kv-cache"],
        },
        new("mla", Later("multi-head latent attention (MLA)"), "/vram deepseek-v3 gpu:8xh200",
            Later("Keys and values are kept as one compressed vector for all heads, as in DeepSeek V3: 576 numbers a token and layer instead of tens of thousands. Every tensor-parallel "
                + "rank keeps all of it, for there are no heads to divide."))
        {
            Aliases = ["multi-head latent attention", "latent attention", "deepseek attention"],
            See = ["gqa", "kv-cache", "tensor-parallelism"],
        },
        new("sliding-window", Later("sliding-window attention"), "/vram gemma-3-27b ctx:128k",
            Later("Layers that look back only a fixed number of tokens, so that their cache stops growing there. Many models mix them with full layers (Gemma 3: five to one); an engine "
                + "that does not make use of it keeps everything all the same."))
        {
            Aliases = ["swa", "local attention", "chunked attention", "window", "janela deslizante"],
            See = ["kv-cache", "context"],
        },
        new("recurrent-state", Later("recurrent state"), "/vram falcon-h1-7b ctx:128k",
            Later("What Mamba and linear-attention layers keep instead of a cache: a state of fixed size for each sequence, however long it gets."))
        {
            Aliases = ["mamba", "state space", "linear attention", "ssm", "estado"],
            See = ["kv-cache", "sliding-window"],
        },
        new("flash-attention", Later("FlashAttention"), "/vram llama-3.1-8b precision:Q4_K_M ctx:32k flags:\"-fa off\"",
            Later("Computes attention block by block without ever writing down the matrix of all tokens against all tokens. That saves working memory, which would grow with the square "
                + "of the length; the KV cache stays exactly as large."))
        {
            Aliases = ["flash attention", "fa", "sdpa"],
            See = ["attention", "activations", "kv-cache"],
        },
        new("rope-scaling", Later("RoPE scaling"), "/vram qwen3-8b ctx:128k",
            Later("Ways to stretch the positions that a model was trained on (linear, NTK, YaRN), so that it takes longer contexts. It costs no memory itself; the longer cache does."))
        {
            Aliases = ["rope", "yarn", "ntk", "rotary position embedding", "long rope"],
            See = ["context"],
        },
        new("moe", Later("mixture of experts (MoE)"), "/vram mixtral-8x7b precision:int4",
            Later("A model whose layers hold many experts, of which a router picks a few for each token. All of them must be in memory, because the next token may pick any; only the "
                + "work per token is that of the active ones. Mixtral 8x7B: 46.7 billion loaded, 12.9 at work."))
        {
            Aliases = ["mixture of experts", "mixture-of-experts", "experts", "expert", "sparse", "especialistas", "active parameters", "parametros ativos"],
            See = ["expert-parallelism", "offload", "weights"],
        },
    ];
}
