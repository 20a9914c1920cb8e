using System.Collections.Immutable;
using VramBot.Core.Models;
using static VramBot.Hub.Architectures.ArchitectureRule;

namespace VramBot.Hub.Architectures;

/// <summary>Mixtures of experts with grouped-query attention in every layer.</summary>
internal static class ExpertRules
{
    private static readonly ArchitectureRule Plain = new() { Mixers = LayerMaps.FullUnlessTyped };

    /// <summary>One vector that corrects the router's choice.</summary>
    private static readonly ExpertRule Corrected = new() { RouterBiases = static _ => 1 };

    private static readonly ArchitectureRule NormedHeads = Plain with { QueryKeyNorm = static (_, _) => QueryKeyNorm.Head };

    private static readonly ArchitectureRule Glm4Moe = Plain with
    {
        QueryBias = Key("attention_bias", false),
        OutputBias = Never,
        Experts = Corrected,
        QueryKeyNorm = static (config, _) => config.Bool("use_qk_norm") == true ? QueryKeyNorm.Head : QueryKeyNorm.None,
    };

    /// <summary>The rows.</summary>
    public static ImmutableArray<(string Names, ArchitectureRule Rule)> All { get; } =
    [
        ("MixtralForCausalLM mixtral", new() { Defaults = Json("""{"num_key_value_heads":8}""") }),
        ("Qwen2MoeForCausalLM qwen2_moe", Plain with
        {
            QueryBias = Key("qkv_bias", true), OutputBias = Never, Mixers = LayerMaps.WindowWhenUsed, Experts = new() { SharedGate = true },
            Defaults = Json("""{"decoder_sparse_step":1}"""),
        }),
        ("Qwen3MoeForCausalLM qwen3_moe Qwen3VLMoeForConditionalGeneration qwen3_vl_moe qwen3_vl_moe_text Qwen3OmniMoeForConditionalGeneration qwen3_omni_moe qwen3_omni_moe_text", DecoderRules.Qwen3 with
        {
            Defaults = Json("""{"decoder_sparse_step":1}"""),
        }),
        ("OlmoeForCausalLM olmoe", Plain with { QueryKeyNorm = static (_, _) => QueryKeyNorm.Full }),
        ("GraniteMoeForCausalLM granitemoe GraniteMoeSharedForCausalLM granitemoeshared", Plain with { Tied = true }),
        ("PhiMoEForCausalLM phimoe PhimoeForCausalLM", Plain with { QueryBias = Key("attention_bias", true), OutputBias = Key("attention_bias", true), HeadBias = Key("lm_head_bias", true), Norm = static _ => NormKind.ScaleAndBias }),
        ("MiniMaxM2ForCausalLM minimax_m2", Plain with { QueryKeyNorm = static (config, _) => config.Bool("use_qk_norm") == false ? QueryKeyNorm.None : QueryKeyNorm.Full, Experts = Corrected }),
        ("MiniMaxM3ForCausalLM minimax_m3", NormedHeads with { Experts = Corrected }),
        ("DbrxForCausalLM dbrx", Plain with { Defaults = Json("""{"moe_num_experts":4,"moe_top_k":1}"""), Experts = new() { Inner = static config => config.Need("ffn_hidden_size") } }),
        ("ArcticForCausalLM arctic", Plain with { Norms = static (_, _, _) => 3, Experts = new() { Inner = static config => config.Need("intermediate_size"), Residual = static config => config.Need("hidden_size") } }),
        ("DeepseekForCausalLM deepseek", Plain),
        ("Dots1ForCausalLM dots1", NormedHeads with { Experts = Corrected }),
        ("Ernie4_5_MoeForCausalLM ernie4_5_moe", Plain with
        {
            Tied = true, QueryBias = Key("use_bias", false), OutputBias = Key("use_bias", false), BlockBias = Key("use_bias", false), Experts = Corrected,
            Defaults = Json("""{"moe_layer_start_index":1}"""),
        }),
        ("Glm4MoeForCausalLM glm4_moe Glm4vMoeForConditionalGeneration glm4v_moe glm4v_moe_text", Glm4Moe),
        ("SolarOpenForCausalLM solar_open", Plain with { Experts = Corrected }),
        ("HYV3ForCausalLM hy_v3", NormedHeads with { Experts = Corrected }),
        ("HunYuanMoEV1ForCausalLM hunyuan_v1_moe HunYuanForCausalLM hunyuan", Plain with
        {
            Tied = true, QueryKeyNorm = DecoderRules.HunYuanNorm,
            Experts = new() { Shared = static (config, inner) => config.Bool("use_mixed_mlp_moe") == false ? 0 : inner * (config.Int("num_shared_expert") ?? 1) },
            // Cross-layer attention: of every so many layers the first caches for all.
            Reuses = static (config, layer, _) => config.Bool("use_cla") == true && layer % (config.Int("cla_share_factor") is > 0 and var share ? share : 2) != 0,
        }),
        ("BailingMoeForCausalLM bailing_moe", Plain with { QueryBias = Key("use_qkv_bias", false), OutputBias = Key("use_bias", false) }),
        ("BailingMoeV2ForCausalLM bailing_moe_v2", Plain with
        {
            QueryBias = Key("use_qkv_bias", false), OutputBias = Key("use_bias", false),
            QueryKeyNorm = static (config, _) => config.Bool("use_qk_norm") == false ? QueryKeyNorm.None : QueryKeyNorm.Head,
            Experts = new() { RouterBiases = static config => config.Bool("moe_router_enable_expert_bias") == false ? 0 : 1 },
        }),
    ];
}
