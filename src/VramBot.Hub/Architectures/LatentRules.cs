using System.Collections.Immutable;
using VramBot.Core.Models;
using static VramBot.Hub.Architectures.ArchitectureRule;

namespace VramBot.Hub.Architectures;

/// <summary>Models that cache one latent row a token, after DeepSeek-V2.</summary>
internal static class LatentRules
{
    private static readonly ArchitectureRule Latent = new()
    {
        Latent = static config => config.Bool("use_mla") != false && config.Int("kv_lora_rank") is > 0,
        Mixers = LayerMaps.FullUnlessTyped,
        QueryBias = Key("attention_bias", false),
    };

    private static readonly ArchitectureRule Corrected = Latent with { Experts = new() { RouterBiases = static config => config.Text("topk_method") is null or "noaux_tc" ? 1 : 0 } };

    /// <summary>The rows.</summary>
    public static ImmutableArray<(string Names, ArchitectureRule Rule)> All { get; } =
    [
        ("DeepseekV2ForCausalLM deepseek_v2 DeepseekOCRForCausalLM deepseek_vl_v2 DeepseekVLV2ForCausalLM DeepseekVLV2Processor", Latent with
        {
            Experts = new() { RouterBiases = static config => config.Text("topk_method") == "noaux_tc" ? 1 : 0 },
            // Its vision models' language_config leaves out what the class takes by itself.
            Defaults = Json("""{"hidden_act":"silu","num_attention_heads":32,"kv_lora_rank":512,"q_lora_rank":1536,"qk_rope_head_dim":64,"qk_nope_head_dim":128,"v_head_dim":128}"""),
        }),
        ("DeepseekV3ForCausalLM deepseek_v3 DeepseekV32ForCausalLM deepseek_v32 kimi_k2 Glm4MoeLiteForCausalLM glm4_moe_lite GlmMoeDsaForCausalLM glm_moe_dsa MistralLarge3ForCausalLM", Corrected),
        ("DeepseekV4ForCausalLM deepseek_v4", new() { Mixers = static (_, layers) => new('-', layers) }),
        ("Mistral4ForCausalLM mistral4", Latent),
        ("MiniCPM3ForCausalLM minicpm3", Latent with { Tied = true }),
        ("LongcatFlashForCausalLM longcat_flash LongcatForCausalLM", Latent with
        {
            // Each of its layers has two attentions and two dense blocks; the experts lie beside the first.
            Layers = static config => 2 * config.Need("num_layers", "num_hidden_layers"),
            Blocks = static (_, layers) => string.Concat(Enumerable.Repeat("BD", layers / 2)),
            Inner = static (config, _) => config.Need("ffn_hidden_size", "intermediate_size"),
            Experts = new() { Inner = static config => config.Need("expert_ffn_hidden_size", "moe_intermediate_size"), RouterBiases = static _ => 1 },
        }),
        ("KimiLinearForCausalLM kimi_linear Glm5NextForConditionalGeneration glm5_next glm5_next_text", Corrected with { Mixers = KimiMixers, Recurrence = Kda, Norms = static (_, _, _) => 2 }),
        ("KimiK3ForConditionalGeneration kimi_k3 kimi_k3_text", Corrected with
        {
            Mixers = KimiMixers, Recurrence = Kda, OutputGate = true, Experts = new() { RouterBiases = static _ => 1, LatentNorm = true },
        }),
    ];

    private static string KimiMixers(ConfigView config, int layers)
    {
        if (LayerMaps.FromTypes(config, layers) is { } types)
            return types;
        // Its layers are numbered from one.
        var full = config.Inner("linear_attn_config")?.Ints("full_attn_layers") ?? [];
        return full.IsEmpty ? throw new ConfigException("does not say linear_attn_config") : string.Concat(Enumerable.Range(1, layers).Select(layer => full.Contains(layer) ? 'F' : 'L'));
    }

    private static KimiDeltaAttention Kda(ConfigView config, char mixer)
    {
        var linear = config.Inner("linear_attn_config") ?? throw new ConfigException("does not say linear_attn_config");
        return new(linear.Need("num_heads"), linear.Need("head_dim")) { ConvolutionKernel = linear.Int("short_conv_kernel_size") ?? 4, FullRankGate = linear.Bool("full_rank_gate") ?? false };
    }
}
