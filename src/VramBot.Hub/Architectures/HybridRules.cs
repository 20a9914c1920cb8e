using System.Collections.Immutable;
using VramBot.Core.Models;
using static VramBot.Hub.Architectures.ArchitectureRule;

namespace VramBot.Hub.Architectures;

/// <summary>Models in which some or all layers keep a state of fixed size instead of a cache.</summary>
internal static class HybridRules
{
    private static readonly ArchitectureRule Qwen3Next = new()
    {
        QueryKeyNorm = static (_, _) => QueryKeyNorm.Head,
        OutputGate = true,
        Mixers = LinearWithFull,
        Recurrence = DeltaNet,
        Experts = new() { SharedGate = true },
        Defaults = Json("""{"decoder_sparse_step":1}"""),
    };

    private static readonly ArchitectureRule Lightning = new() { Mixers = MiniMaxMixers, Recurrence = static (config, _) => new LightningAttention(config.Need("num_attention_heads"), config.Need("head_dim")) { ConvolutionKernel = 1 } };

    /// <summary>Ling 2.5: groups of layers, the last of each with full attention (a latent row where it says so), the others linear.</summary>
    private static readonly ArchitectureRule Bailing = new()
    {
        Latent = static config => config.Int("kv_lora_rank") is > 0,
        QueryBias = Key("use_qkv_bias", false),
        OutputBias = Key("use_bias", false),
        QueryKeyNorm = static (config, _) => config.Bool("use_qk_norm") == false ? QueryKeyNorm.None : QueryKeyNorm.Head,
        Experts = new() { RouterBiases = static config => config.Bool("moe_router_enable_expert_bias") == false ? 0 : 1 },
        Mixers = BailingMixers,
        Recurrence = static (config, _) => new LightningAttention(config.Need("num_attention_heads"), config.Int("head_dim") ?? (config.Need("hidden_size") / config.Need("num_attention_heads"))) { ConvolutionKernel = 1 },
    };

    private static readonly ArchitectureRule Lfm2 = new() { Tied = true, QueryKeyNorm = static (_, _) => QueryKeyNorm.Head, Mixers = Lfm2Mixers, Inner = Lfm2Inner, Recurrence = ShortConv };

    private static readonly ArchitectureRule Mamba1 = new()
    {
        Tied = true,
        Mixers = static (_, layers) => new('M', layers),
        Blocks = static (_, layers) => new('0', layers),
        Norms = static (_, _, _) => 1,
        Recurrence = static (config, _) => Mamba(config, "use_bias", "use_conv_bias"),
    };

    /// <summary>The rows.</summary>
    public static ImmutableArray<(string Names, ArchitectureRule Rule)> All { get; } =
    [
        ("Qwen3NextForCausalLM qwen3_next Qwen3_5ForConditionalGeneration Qwen3_5ForCausalLM qwen3_5 qwen3_5_text Qwen3_5MoeForConditionalGeneration Qwen3_5MoeForCausalLM qwen3_5_moe qwen3_5_moe_text", Qwen3Next),
        ("Qwen4ExpForConditionalGeneration Qwen4ExpForCausalLM qwen4_exp qwen4_exp_text", Qwen3Next),
        ("MiniMaxText01ForCausalLM minimax_text_01 MiniMaxM1ForCausalLM minimax_m1 MiniMaxForCausalLM minimax", Lightning),
        ("BailingMoeV2_5ForCausalLM BailingMoeLinearV2ForCausalLM", Bailing),
        ("Lfm2ForCausalLM Lfm2VlForConditionalGeneration lfm2 lfm2_vl", Lfm2),
        ("Lfm2MoeForCausalLM lfm2_moe", Lfm2 with
        {
            Inner = static (config, _) => config.Need("intermediate_size"), Experts = new() { RouterBiases = static config => config.Bool("use_expert_bias") == false ? 0 : 1 },
        }),
        ("JambaForCausalLM jamba", new()
        {
            Mixers = static (config, layers) => LayerMaps.FromTypes(config, layers) ?? string.Concat(Enumerable.Range(0, layers).Select(layer =>
                layer % (config.Int("attn_layer_period") is > 0 and var period ? period : 8) == (config.Int("attn_layer_offset") ?? 4) ? 'F' : 'M')),
            Recurrence = static (config, _) => Jamba(config), Defaults = Json("""{"expert_layer_period":2,"expert_layer_offset":1}"""),
        }),
        ("GraniteMoeHybridForCausalLM granitemoehybrid", new()
        {
            Tied = true, Mixers = LayerMaps.FullUnlessTyped, Recurrence = static (config, _) => GraniteMamba(config, gated: true),
            // Without experts the block that would be shared is the layer's own.
            Inner = static (config, _) => config.Need("shared_intermediate_size", "intermediate_size"),
        }),
        ("FalconH1ForCausalLM falcon_h1", new() { Mixers = static (_, layers) => new('H', layers), Recurrence = static (config, _) => GraniteMamba(config, config.Bool("mamba_rms_norm") ?? true) }),
        ("NemotronHForCausalLM nemotron_h", new()
        {
            Gated = Never, Norms = static (_, _, _) => 1, Mixers = static (config, layers) => NemotronLetters(config, layers, mixers: true), Blocks = static (config, layers) => NemotronLetters(config, layers, mixers: false),
            Experts = new() { RouterBiases = static _ => 1 },
            Recurrence = static (config, _) => new Mamba2(config.Need("mamba_num_heads") * config.Need("mamba_head_dim"), config.Need("ssm_state_size"), config.Need("n_groups"), config.Need("mamba_num_heads"))
            {
                ConvolutionKernel = config.Int("conv_kernel") ?? 4, ConvolutionBias = config.Bool("use_conv_bias") ?? true, ProjectionBias = config.Bool("mamba_proj_bias", "use_bias") ?? false,
            },
        }),
        ("MambaForCausalLM mamba", Mamba1),
        ("FalconMambaForCausalLM falcon_mamba", Mamba1),
        ("Mamba2ForCausalLM mamba2", Mamba1 with
        {
            Recurrence = static (config, _) => new Mamba2(Expanded(config), config.Need("state_size"), config.Int("n_groups") ?? 1, config.Need("num_heads"))
            {
                ConvolutionKernel = config.Int("conv_kernel") ?? 4, ConvolutionBias = config.Bool("use_conv_bias") ?? true, ProjectionBias = config.Bool("use_bias") ?? false,
            },
        }),
    ];

    private static string LinearWithFull(ConfigView config, int layers) =>
        LayerMaps.FromTypes(config, layers) ?? LayerMaps.Interleaved('L', config.Int("full_attention_interval") is > 0 and var every ? every : 4, layers);

    private static GatedDeltaNet DeltaNet(ConfigView config, char mixer) =>
        new(config.Need("linear_num_key_heads"), config.Need("linear_key_head_dim"), config.Need("linear_num_value_heads"), config.Need("linear_value_head_dim"))
        {
            ConvolutionKernel = config.Int("linear_conv_kernel_dim") ?? 4,
        };

    private static string MiniMaxMixers(ConfigView config, int layers) => LayerMaps.FromTypes(config, layers)
        ?? (config.Ints("attn_type_list") is { Length: var length } kinds && length >= layers ? string.Concat(kinds.Take(layers).Select(kind => kind == 1 ? 'F' : 'L')) : throw new ConfigException("does not say attn_type_list"));

    private static string BailingMixers(ConfigView config, int layers)
    {
        if (LayerMaps.FromTypes(config, layers) is { } types)
            return types;
        var group = config.Need("layer_group_size");
        // Layers past the last whole group attend too.
        return string.Concat(Enumerable.Range(0, layers).Select(layer => (layer + 1) % group == 0 || layer >= layers / group * group ? 'F' : 'L'));
    }

    private static string Lfm2Mixers(ConfigView config, int layers) => LayerMaps.FromTypes(config, layers)
        ?? string.Concat(Enumerable.Range(0, layers).Select(layer => config.Ints("full_attn_idxs").Contains(layer) ? 'F' : 'V'));

    /// <summary>Two thirds of the width that it names, rounded up to whole steps, unless it says that the width is meant as it stands.</summary>
    private static int Lfm2Inner(ConfigView config, int layer)
    {
        var named = config.Need("block_ff_dim", "intermediate_size");
        if (config.Bool("block_auto_adjust_ff_dim") == false)
            return named;
        var width = (int)(2L * named / 3 * (config.Number("block_ffn_dim_multiplier") ?? 1));
        var step = config.Int("block_multiple_of") is > 0 and var multiple ? multiple : 256;
        return (width + step - 1) / step * step;
    }

    private static ShortConvolution ShortConv(ConfigView config, char mixer) =>
        new(config.Need("hidden_size")) { ConvolutionKernel = config.Int("conv_L_cache") ?? 3, Bias = config.Bool("conv_bias") ?? false };

    private static int Expanded(ConfigView config) =>
        config.Int("intermediate_size", "d_inner") ?? (int)((config.Number("expand") ?? 2) * config.Need("hidden_size", "d_model"));

    /// <summary>The rank of the time step, <c>auto</c> being a sixteenth of the hidden size.</summary>
    private static int Rank(ConfigView config, string key) => config.Int(key) ?? (config.Need("hidden_size", "d_model") + 15) / 16;

    private static Mamba1 Mamba(ConfigView config, string bias, string convolutionBias) => new(Expanded(config), config.Need("state_size"), Rank(config, "time_step_rank"))
    {
        ConvolutionKernel = config.Int("conv_kernel") ?? 4,
        ProjectionBias = config.Bool(bias) ?? false,
        ConvolutionBias = config.Bool(convolutionBias) ?? true,
    };

    private static Mamba1 Jamba(ConfigView config) => new((config.Int("mamba_expand") ?? 2) * config.Need("hidden_size"), config.Int("mamba_d_state") ?? 16, Rank(config, "mamba_dt_rank"))
    {
        ConvolutionKernel = config.Int("mamba_d_conv") ?? 4,
        ConvolutionBias = config.Bool("mamba_conv_bias") ?? true,
        ProjectionBias = config.Bool("mamba_proj_bias") ?? false,
        InnerNorms = true,
    };

    private static Mamba2 GraniteMamba(ConfigView config, bool gated)
    {
        var heads = config.Need("mamba_n_heads");
        var inner = config.Int("mamba_d_ssm") ?? (config.Int("mamba_d_head") is > 0 and var width ? heads * width : (config.Int("mamba_expand") ?? 2) * config.Need("hidden_size"));
        return new(inner, config.Need("mamba_d_state"), config.Int("mamba_n_groups") ?? 1, heads)
        {
            ConvolutionKernel = config.Int("mamba_d_conv") ?? 4,
            ConvolutionBias = config.Bool("mamba_conv_bias") ?? true,
            ProjectionBias = config.Bool("mamba_proj_bias") ?? false,
            GatedNorm = gated,
        };
    }

    /// <summary>M Mamba, * attention, - dense block, E experts: one of them a layer.</summary>
    private static string NemotronLetters(ConfigView config, int layers, bool mixers)
    {
        var pattern = config.Text("hybrid_override_pattern") ?? throw new ConfigException("does not say hybrid_override_pattern");
        return string.Concat(pattern.Replace("|", string.Empty, StringComparison.Ordinal).Take(layers).Select(letter => (letter, mixers) switch
        {
            ('M', true) => 'M',
            ('*', true) => 'F',
            ('-', false) => 'D',
            ('E', false) => 'E',
            ('M' or '*', false) => '0',
            ('-' or 'E', true) => '-',
            _ => throw new ConfigException("has a letter in hybrid_override_pattern that is not known"),
        }));
    }
}
