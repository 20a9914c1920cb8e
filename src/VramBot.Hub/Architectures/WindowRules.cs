using System.Collections.Immutable;
using VramBot.Core.Models;
using static VramBot.Hub.Architectures.ArchitectureRule;

namespace VramBot.Hub.Architectures;

/// <summary>Decoders in which some layers see a window, or chunks, or an image.</summary>
internal static class WindowRules
{
    private const string Gemma3Text =
        """{"num_attention_heads":8,"num_key_value_heads":4,"head_dim":256,"vocab_size":262208,"max_position_embeddings":131072,"sliding_window":4096,"sliding_window_pattern":6}""";

    private static readonly ArchitectureRule Gemma2 = new() { Tied = true, Norms = static (_, _, _) => 4, Mixers = EveryOther };

    private static readonly ArchitectureRule Gemma3 = Gemma2 with
    {
        Defaults = Json(Gemma3Text),
        Mixers = LayerMaps.Mixers,
        QueryKeyNorm = static (_, _) => QueryKeyNorm.Head,
        LocalRope = true,
    };

    private static readonly ArchitectureRule Gemma4 = new()
    {
        Tied = true,
        QueryKeyNorm = static (_, _) => QueryKeyNorm.Head,
        Norms = static (_, _, block) => block == 'E' ? 7 : 4,
        Change = Gemma4Full,
        Inner = static (config, layer) => config.Ints("intermediate_size") is { IsEmpty: false } list ? list[Math.Min(layer, list.Length - 1)]
            : config.Need("intermediate_size") * (config.Bool("use_double_wide_mlp") == true && Shared(config, layer) ? 2 : 1),
        Blocks = static (config, layers) => new(config.Bool("enable_moe_block") == true ? 'E' : 'D', layers),
        Experts = new() { Residual = static config => config.Need("intermediate_size"), RouterBiases = static _ => 1 },
    };

    private static readonly ArchitectureRule Exaone4 = new() { QueryKeyNorm = static (_, _) => QueryKeyNorm.Head, Mixers = Exaone };

    /// <summary>The rows.</summary>
    public static ImmutableArray<(string Names, ArchitectureRule Rule)> All { get; } =
    [
        ("Gemma2ForCausalLM gemma2 gemma2_text MERaLiON2ForConditionalGeneration", Gemma2),
        ("Gemma3ForCausalLM Gemma3ForConditionalGeneration gemma3_text gemma3", Gemma3),
        ("Gemma3nForConditionalGeneration Gemma3nForCausalLM gemma3n gemma3n_text", Gemma2 with
        {
            QueryKeyNorm = static (_, _) => QueryKeyNorm.Head, Norms = static (_, _, _) => 5, Mixers = static (config, layers) => LayerMaps.FromTypes(config, layers) ?? LayerMaps.Interleaved('S', 5, layers),
            Inner = static (config, layer) => config.Ints("intermediate_size") is { IsEmpty: false } list ? list[Math.Min(layer, list.Length - 1)] : config.Need("intermediate_size"),
        }),
        ("Gemma4ForConditionalGeneration Gemma4ForCausalLM gemma4 gemma4_text Gemma4UnifiedForConditionalGeneration gemma4_unified gemma4_unified_text DiffusionGemmaForBlockDiffusion diffusion_gemma diffusion_gemma_text", Gemma4),
        ("Cohere2ForCausalLM cohere2", new() { Tied = true, Norms = static (_, _, _) => 1, Mixers = LayerMaps.Mixers, Defaults = Json("""{"sliding_window_pattern":4}""") }),
        ("Exaone4ForCausalLM exaone4 Exaone4_5_ForConditionalGeneration exaone4_5 exaone4_5_text", Exaone4),
        ("ExaoneMoEForCausalLM exaone_moe ExaoneMoeForCausalLM", Exaone4 with { Experts = new() { RouterBiases = static _ => 1 } }),
        ("Olmo3ForCausalLM olmo3", new() { QueryKeyNorm = static (_, _) => QueryKeyNorm.Full, Defaults = Json("""{"sliding_window_pattern":4}""") }),
        ("GptOssForCausalLM gpt_oss", new()
        {
            QueryBias = Always, OutputBias = Always, BlockBias = Always, Sinks = static (_, _) => true, Experts = new() { RouterBiases = static _ => 1 },
            Mixers = static (config, layers) => LayerMaps.FromTypes(config, layers) ?? EveryOther(config, layers),
        }),
        ("Llama4ForConditionalGeneration Llama4ForCausalLM llama4 llama4_text", new()
        {
            Mixers = Llama4Mixers,
            Inner = static (config, _) => config.Need("intermediate_size_mlp", "intermediate_size"),
            Experts = new() { Inner = static config => config.Need("intermediate_size"), Shared = static (_, inner) => inner },
        }),
        ("MllamaForConditionalGeneration MllamaForCausalLM mllama mllama_text_model", new()
        {
            Mixers = static (config, layers) => string.Concat(Enumerable.Range(0, layers).Select(layer => config.Ints("cross_attention_layers").Contains(layer) ? 'X' : 'F')),
            QueryKeyNorm = static (_, mixer) => mixer == 'X' ? QueryKeyNorm.Head : QueryKeyNorm.None,
        }),
        ("AfmoeForCausalLM afmoe", new()
        {
            QueryKeyNorm = static (_, _) => QueryKeyNorm.Head, OutputGate = true, Norms = static (_, _, _) => 4, Experts = new() { RouterBiases = static _ => 1 },
            Mixers = static (config, layers) => LayerMaps.FromTypes(config, layers)
                ?? (LayerMaps.Window(config) is null ? new('F', layers) : LayerMaps.Interleaved('S', config.Int("global_attn_every_n_layers") is > 0 and var every ? every : 4, layers)),
        }),
        ("MiMoV2FlashForCausalLM MiMoV2ForCausalLM mimo_v2_flash mimo_v2", new()
        {
            Mixers = static (config, layers) => config.Ints("hybrid_layer_pattern") is { IsEmpty: false } marks
                ? string.Concat(marks.Take(layers).Select(mark => mark == 1 ? 'S' : 'F')) : LayerMaps.Mixers(config, layers),
            Change = static (config, mixer, _, attention) => mixer != 'S' ? attention : attention with
            {
                Heads = config.Int("swa_num_attention_heads") ?? attention.Heads,
                KeyValueHeads = config.Int("swa_num_key_value_heads") ?? attention.KeyValueHeads,
                HeadDim = config.Int("swa_head_dim") ?? attention.HeadDim,
                ValueHeadDim = config.Int("swa_v_head_dim") ?? attention.ValueHeadDim,
            },
            Sinks = static (config, mixer) => config.Bool(mixer == 'S' ? "add_swa_attention_sink_bias" : "add_full_attention_sink_bias") ?? mixer == 'S',
            Experts = new() { RouterBiases = static _ => 1 },
        }),
        ("Step3p5ForCausalLM step3p5 Step3p7FlashForCausalLM step3p7_flash", new()
        {
            QueryKeyNorm = static (_, _) => QueryKeyNorm.Head, HeadGate = true, Experts = new() { RouterBiases = static _ => 1 },
            Change = static (config, mixer, _, attention) => mixer == 'S' && config.Inner("attention_other_setting")?.Int("num_attention_heads") is > 0 and var heads
                ? attention with { Heads = heads } : attention,
        }),
        ("LagunaForCausalLM laguna", new()
        {
            QueryKeyNorm = static (_, _) => QueryKeyNorm.Head, HeadGate = true, Experts = new() { RouterBiases = static _ => 1 },
            Change = static (config, mixer, layer, attention) => config.Ints("num_attention_heads_per_layer") is { IsEmpty: false } heads && layer < heads.Length
                ? attention with { Heads = heads[layer] } : attention,
        }),
    ];

    /// <summary>A window in every other layer, the first with it.</summary>
    public static string EveryOther(ConfigView config, int layers) =>
        LayerMaps.FromTypes(config, layers) ?? (LayerMaps.Window(config) is null ? new('F', layers) : string.Concat(Enumerable.Range(0, layers).Select(layer => layer % 2 == 0 ? 'S' : 'F')));

    private static string Llama4Mixers(ConfigView config, int layers)
    {
        if (!config.Has("attention_chunk_size"))
            return new('F', layers);
        if (LayerMaps.FromTypes(config, layers) is { } types)
            return types;
        // Layers without positions see everything: every fourth, or those that the list marks with 0.
        return config.Ints("no_rope_layers") is { Length: var length } marks && length >= layers
            ? string.Concat(marks.Take(layers).Select(mark => mark == 0 ? 'F' : 'C'))
            : LayerMaps.Interleaved('C', config.Int("no_rope_layer_interval") is > 0 and var every ? every : 4, layers);
    }

    private static string Exaone(ConfigView config, int layers)
    {
        if (LayerMaps.FromTypes(config, layers) is { } types)
            return types;
        if (LayerMaps.Window(config) is null)
            return new('F', layers);
        // LLLG, repeated: L for local, G for global.
        return config.Text("sliding_window_pattern") is { Length: > 0 and <= 64 } pattern
            ? string.Concat(Enumerable.Range(0, layers).Select(layer => pattern[layer % pattern.Length] == 'L' ? 'S' : 'F'))
            : LayerMaps.Mixers(config, layers);
    }

    private static bool Shared(ConfigView config, int layer) => layer >= config.Need("num_hidden_layers") - (config.Int("num_kv_shared_layers") ?? 0);

    private static GroupedQueryAttention Gemma4Full(ConfigView config, char mixer, int layer, GroupedQueryAttention attention)
    {
        if (mixer != 'F')
            return attention;
        var width = config.Int("global_head_dim") ?? attention.HeadDim;
        return attention with
        {
            HeadDim = width,
            ValueHeadDim = width,
            KeyValueHeads = config.Int("num_global_key_value_heads") ?? attention.KeyValueHeads,
            KeysAreValues = config.Bool("attention_k_eq_v") ?? false,
        };
    }
}
