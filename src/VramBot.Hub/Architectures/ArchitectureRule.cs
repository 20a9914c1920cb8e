using System.Text.Json;
using VramBot.Core.Models;

namespace VramBot.Hub.Architectures;

/// <summary>What a model's class fixes and its config.json does not say: a row of the map from one to the other.</summary>
/// <remarks>The starting values are those of a plain decoder: gated feed-forward, root mean square norms before attention and feed-forward, no biases.</remarks>
internal sealed record ArchitectureRule
{
    /// <summary>Where the class's own code says so.</summary>
    public string Source { get; init; } = "huggingface/transformers, models/*/modeling_*.py and configuration_*.py";

    /// <summary>What the class takes where config.json says nothing.</summary>
    public JsonElement Defaults { get; init; } = Json("{}");

    /// <summary>Whether the output head is the embedding where nothing is said.</summary>
    public bool Tied { get; init; }

    /// <summary>Whether the output head adds a bias.</summary>
    public Func<ConfigView, bool> HeadBias { get; init; } = Never;

    /// <summary>What a norm learns.</summary>
    public Func<ConfigView, NormKind> Norm { get; init; } = static _ => NormKind.Scale;

    /// <summary>Whether a norm stands before the output head.</summary>
    public Func<ConfigView, bool> FinalNorm { get; init; } = Always;

    /// <summary>Layers of the text stack.</summary>
    public Func<ConfigView, int> Layers { get; init; } = static config => config.Need("num_hidden_layers", "n_layer", "num_layers", "n_layers");

    /// <summary>Norms of the hidden size in a layer: by its mixer and block letters.</summary>
    public Func<ConfigView, char, char, int> Norms { get; init; } = static (_, _, _) => 2;

    /// <summary>Whether a norm stands after the embedding.</summary>
    public bool EmbeddingNorm { get; init; }

    /// <summary>Rows of a learned position table.</summary>
    public Func<ConfigView, int> Positions { get; init; } = static _ => 0;

    /// <summary>Whether query, key and value projections add biases.</summary>
    public Func<ConfigView, bool> QueryBias { get; init; } = static config => config.Bool("attention_bias", "qkv_bias", "use_qkv_bias") ?? false;

    /// <summary>Whether the attention output projection adds a bias.</summary>
    public Func<ConfigView, bool> OutputBias { get; init; } = static config => config.Bool("attention_out_bias", "attention_bias") ?? false;

    /// <summary>How queries and keys are normalised, by the mixer's letter.</summary>
    public Func<ConfigView, char, QueryKeyNorm> QueryKeyNorm { get; init; } = static (_, _) => Core.Models.QueryKeyNorm.None;

    /// <summary>Whether attention's output passes a gate of its own width.</summary>
    public bool OutputGate { get; init; }

    /// <summary>Whether each head passes a gate.</summary>
    public bool HeadGate { get; init; }

    /// <summary>Whether heads have sink logits, by the mixer's letter.</summary>
    public Func<ConfigView, char, bool> Sinks { get; init; } = static (_, _) => false;

    /// <summary>Whether attention caches one latent row a token.</summary>
    public Func<ConfigView, bool> Latent { get; init; } = Never;

    /// <summary>Width of a head where config.json does not say it: the hidden size shared out.</summary>
    public Func<ConfigView, int, int, int> HeadDim { get; init; } = static (_, hidden, heads) => hidden / heads;

    /// <summary>Key heads where config.json does not say them: as many as query heads.</summary>
    public Func<ConfigView, int, int> KeyHeads { get; init; } = static (_, heads) => heads;

    /// <summary>Whether the feed-forward block has a gate.</summary>
    public Func<ConfigView, bool> Gated { get; init; } = Always;

    /// <summary>Whether its projections add biases.</summary>
    public Func<ConfigView, bool> BlockBias { get; init; } = static config => config.Bool("mlp_bias") ?? false;

    /// <summary>Its inner width, by the layer.</summary>
    public Func<ConfigView, int, int> Inner { get; init; } = static (config, layer) =>
        config.At("intermediate_size", layer) ?? config.Need("intermediate_size", "ffn_hidden_size", "n_inner", "ffn_dim", "d_ff", "block_ff_dim");

    /// <summary>The mixers' letters, one a layer (those of <see cref="LayerMaps"/>).</summary>
    public Func<ConfigView, int, string> Mixers { get; init; } = LayerMaps.Mixers;

    /// <summary>The feed-forward blocks' letters, one a layer.</summary>
    public Func<ConfigView, int, string> Blocks { get; init; } = LayerMaps.Blocks;

    /// <summary>The recurrent mixer of a letter.</summary>
    public Func<ConfigView, char, Recurrence?> Recurrence { get; init; } = static (_, _) => null;

    /// <summary>How experts are described; where config.json names any.</summary>
    public ExpertRule Experts { get; init; } = new();

    /// <summary>What one type of layer changes in attention: by the mixer's letter and the layer.</summary>
    public Func<ConfigView, char, int, GroupedQueryAttention, GroupedQueryAttention> Change { get; init; } = static (_, _, _, attention) => attention;

    /// <summary>Whether a layer reads the cache of an earlier one: by the layer and their number.</summary>
    public Func<ConfigView, int, int, bool> Reuses { get; init; } = static (config, layer, layers) => layer >= layers - (config.Int("num_kv_shared_layers") ?? 0);

    /// <summary>Whether a layer scores tokens with an indexer of its own: by the layer. Those that do not read an earlier one's choice.</summary>
    public Func<ConfigView, int, bool> Indexes { get; init; } = static (config, layer) => config.Texts("indexer_types") is var types && (layer >= types.Length || types[layer] != "shared");

    /// <summary>Weights that no part of the shape counts, or that it counts too often; zero for none.</summary>
    public Func<ConfigView, long> Extra { get; init; } = static _ => 0;

    /// <summary>Layers of a bidirectional encoder.</summary>
    public Func<ConfigView, int> EncoderLayers { get; init; } = static _ => 0;

    /// <summary>Whether sliding layers rotate with a base of their own.</summary>
    public bool LocalRope { get; init; }

    /// <summary>The longest context where config.json does not say it.</summary>
    public long Context { get; init; } = 2048;

    /// <summary>Always.</summary>
    public static bool Always(ConfigView config) => true;

    /// <summary>Never.</summary>
    public static bool Never(ConfigView config) => false;

    /// <summary>As a key says.</summary>
    public static Func<ConfigView, bool> Key(string key, bool otherwise) => config => config.Bool(key) ?? otherwise;

    /// <summary>Values that a class takes by itself.</summary>
    public static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement.Clone();
}
