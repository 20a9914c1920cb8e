using System.Collections.Immutable;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Hub.Architectures;

/// <summary>Turns a config.json into the shape of a network, by the rule of its class.</summary>
internal sealed class NetworkBuilder
{
    private const int MostLayers = 1024;
    private const int MostWidth = 1 << 24;
    private const string AttentionLetters = "FSCXH";
    private const string RecurrentLetters = "LMVH";

    private readonly ConfigView config;
    private readonly ArchitectureRule rule;
    private readonly Dictionary<(char Mixer, char Block, int Inner, Attention? Attention, bool Reuses), Layer> layers = [];
    private readonly Dictionary<char, Recurrence?> recurrences = [];
    private readonly Dictionary<Attention, Attention> attentions = [];
    private readonly int hidden;

    private NetworkBuilder(ConfigView config, ArchitectureRule rule)
    {
        (this.config, this.rule) = (config.With(rule.Defaults), rule);
        hidden = Bounded(this.config.Need("hidden_size", "n_embd", "d_model"), "hidden_size");
    }

    /// <summary>The network.</summary>
    /// <exception cref="ConfigException">The config does not say enough, or says what cannot be.</exception>
    public static Network Build(ConfigView config, ArchitectureRule rule)
    {
        try
        {
            var network = new NetworkBuilder(config, rule).Build();
            _ = TensorInventory.Count(network);
            return network;
        }
        catch (Exception exception) when (exception is OverflowException or DivideByZeroException)
        {
            throw new ConfigException("describes a model larger than can be counted");
        }
    }

    private Network Build()
    {
        var count = rule.Layers(config);
        if (count > MostLayers)
            throw new ConfigException($"says {count} layers");
        var (mixers, blocks) = (rule.Mixers(config, count), rule.Blocks(config, count));
        if (mixers.Length != count || blocks.Length != count)
            throw new ConfigException("describes another number of layers than it has");
        var rope = config.Inner("rope_scaling") ?? config.Inner("rope_parameters");
        return new()
        {
            HiddenSize = hidden,
            VocabularySize = Bounded(config.Need("vocab_size", "padded_vocab_size"), "vocab_size"),
            EmbeddingWidth = config.Int("word_embed_proj_dim", "embedding_size") is > 0 and var width ? width : hidden,
            PositionEmbeddings = rule.Positions(config),
            TiedEmbeddings = config.Bool("tie_word_embeddings") ?? rule.Tied,
            HeadBias = rule.HeadBias(config),
            Norms = new(rule.Norm(config), rule.FinalNorm(config), rule.EmbeddingNorm),
            Layers = [.. Enumerable.Range(0, count).Select(index => LayerAt(index, mixers[index], blocks[index], count))],
            Extra = rule.Extra(config) is not 0 and var extra ? [new("weights that only this class has", new(extra))] : [],
            EncoderLayers = rule.EncoderLayers(config),
            RopeLinearFactor = LinearFactor(rope),
            HasLocalRope = rule.LocalRope,
            HasMultimodalRope = rope is not null && (rope.Has("mrope_section") || rope.Text("type", "rope_type") == "mrope"),
            RopeFraction = config.Number("partial_rotary_factor") ?? rope?.Number("partial_rotary_factor") ?? 1,
            MaxContext = new(ContextOf()),
        };
    }

    private long ContextOf() =>
        config.Long("max_position_embeddings", "n_positions", "max_seq_len", "max_sequence_length", "seq_length", "model_max_length", "n_ctx") is > 0 and var length ? length : rule.Context;

    private static double LinearFactor(ConfigView? rope)
    {
        // Since version 5 of the library each type of layer has its own; the factor is that of full attention.
        var own = rope?.Inner("full_attention") ?? rope;
        return own?.Text("type", "rope_type") == "linear" && own.Number("factor") is >= 1 and <= 1024 and var factor ? factor : 1;
    }

    private Layer LayerAt(int index, char mixer, char block, int count)
    {
        var inner = block is 'D' or 'B' ? Bounded(rule.Inner(config, index), "intermediate_size") : 0;
        var attention = AttentionLetters.Contains(mixer, StringComparison.Ordinal) || mixer == '-' ? AttentionAt(mixer, index) : null;
        var key = (mixer, block, inner, attention, rule.Reuses(config, index, count));
        if (!layers.TryGetValue(key, out var layer))
            layers[key] = layer = Build(key);
        return layer;
    }

    private Layer Build((char Mixer, char Block, int Inner, Attention? Attention, bool Reuses) key)
    {
        var dense = key.Inner > 0 ? new DenseFeedForward(key.Inner, rule.Gated(config), rule.BlockBias(config)) : null;
        var recurrence = RecurrentLetters.Contains(key.Mixer, StringComparison.Ordinal) ? RecurrenceOf(key.Mixer) : null;
        return new(key.Attention, recurrence, dense, key.Block is 'E' or 'B' ? Experts() : null, rule.Norms(config, key.Mixer, key.Block)) { ReusesCache = key.Reuses };
    }

    private Recurrence RecurrenceOf(char mixer)
    {
        if (!recurrences.TryGetValue(mixer, out var recurrence))
            recurrences[mixer] = recurrence = rule.Recurrence(config, mixer);
        return recurrence ?? throw new ConfigException("has layers of a type that its class does not have");
    }

    private Attention? AttentionAt(char mixer, int index)
    {
        if (mixer == '-' && Compressed(index) is not { } compressed)
            return null;
        Attention attention = mixer == '-' ? Compressed(index)! : rule.Latent(config) ? Latent(mixer, index) : rule.Change(config, mixer, index, Grouped(mixer, index));
        if (attention is GroupedQueryAttention grouped && (grouped.Heads < 1 || grouped.KeyValueHeads < 1 || grouped.HeadDim < 1 || grouped.Heads % grouped.KeyValueHeads != 0))
            throw new ConfigException($"says {grouped.KeyValueHeads} key heads for {grouped.Heads} heads");
        if (attentions.TryGetValue(attention, out var known))
            return known;
        return attentions[attention] = attention;
    }

    private CompressedAttention? Compressed(int index) =>
        config.Ints("compress_ratios") is { IsEmpty: false } ratios && index < ratios.Length
            ? new CompressedAttention(config.Need("num_attention_heads"), config.Need("head_dim"), ScopeOf('S'), Math.Max(0, ratios[index]))
            : null;

    private GroupedQueryAttention Grouped(char mixer, int index)
    {
        var heads = Bounded(config.At("num_attention_heads", index) ?? config.Need("num_attention_heads", "n_head", "n_heads", "num_heads"), "num_attention_heads");
        var keys = config.At("num_key_value_heads", index) ?? config.Int("num_key_value_heads", "num_kv_heads", "n_head_kv", "kv_n_heads", "multi_query_group_num", "num_attention_groups") ?? rule.KeyHeads(config, heads);
        var width = config.Int("head_dim", "kv_channels", "attention_head_dim", "d_kv") is > 0 and var stated ? stated : rule.HeadDim(config, hidden, heads);
        return new(heads, keys, Bounded(width, "head_dim"), config.Int("v_head_dim") is > 0 and var value ? value : width, ScopeOf(mixer))
        {
            ProjectionBias = rule.QueryBias(config),
            OutputBias = rule.OutputBias(config),
            QueryKeyNorm = rule.QueryKeyNorm(config, mixer),
            OutputGate = rule.OutputGate,
            HeadGate = rule.HeadGate,
            Sinks = rule.Sinks(config, mixer),
            Indexer = mixer == 'F' ? Indexer(index) : null,
        };
    }

    private SparseIndexer? Indexer(int index) =>
        config.Int("index_n_heads", "indexer_n_heads") is > 0 and var indexers && rule.Indexes(config, index) ? new(indexers, config.Need("index_head_dim", "indexer_head_dim")) : null;

    private LatentAttention Latent(char mixer, int index) => new(
        Bounded(config.Need("num_attention_heads"), "num_attention_heads"),
        Bounded(config.Need("kv_lora_rank"), "kv_lora_rank"),
        config.Int("qk_rope_head_dim") ?? 0,
        Bounded(config.Need("qk_nope_head_dim"), "qk_nope_head_dim"),
        config.Int("v_head_dim") is > 0 and var value ? value : hidden / config.Need("num_attention_heads"),
        config.Int("q_lora_rank") is > 0 and var rank ? rank : null,
        ScopeOf(mixer))
    {
        ProjectionBias = rule.QueryBias(config),
        OutputGate = rule.OutputGate,
        Indexer = Indexer(index),
    };

    private AttentionScope ScopeOf(char mixer) => mixer switch
    {
        'S' => AttentionScope.Sliding(new(LayerMaps.Window(config) ?? throw new ConfigException("does not say sliding_window"))),
        'C' => AttentionScope.Chunked(new(config.Need("attention_chunk_size"))),
        'X' => AttentionScope.Cross,
        _ => AttentionScope.Full,
    };

    private MixtureOfExperts Experts()
    {
        var count = Bounded(config.Need(ExpertRule.CountKeys), "num_experts");
        var used = config.Need("num_experts_per_tok", "num_experts_per_token", "moe_topk", "moe_k", "top_k_experts", "moe_top_k", "num_selected_experts");
        if (used > count)
            throw new ConfigException($"says {used} of {count} experts for a token");
        var (inner, bias) = (Bounded(rule.Experts.Inner(config), "moe_intermediate_size"), rule.BlockBias(config));
        var (shared, residual, latent) = (rule.Experts.Shared(config, inner), rule.Experts.Residual(config), rule.Experts.Latent(config));
        return new(count, used, new(inner, rule.Gated(config), bias))
        {
            Shared = shared > 0 ? new(Bounded(shared, "shared_expert_intermediate_size"), rule.Gated(config), bias) : null,
            SharedGate = shared > 0 && rule.Experts.SharedGate,
            RouterBiases = rule.Experts.RouterBiases(config),
            Residual = residual > 0 ? new(residual, rule.Gated(config), bias) : null,
            LatentSize = latent > 0 ? latent : null,
            LatentNorm = latent > 0 && rule.Experts.LatentNorm,
        };
    }

    private static int Bounded(int number, string key) => number is >= 1 and <= MostWidth ? number : throw new ConfigException($"says {number} under {key}");
}
