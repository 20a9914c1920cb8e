using System.Collections.Immutable;
using VramBot.Core.Models;
using static VramBot.Hub.Architectures.ArchitectureRule;

namespace VramBot.Hub.Architectures;

/// <summary>Decoders with full attention and dense feed-forward blocks, built like Llama.</summary>
internal static class DecoderRules
{
    private static readonly ArchitectureRule Plain = new();

    private static readonly ArchitectureRule Llama = Plain with
    {
        Mixers = LayerMaps.FullUnlessTyped,
        Defaults = Json("""{"hidden_size":4096,"intermediate_size":11008,"num_hidden_layers":32,"num_attention_heads":32,"vocab_size":32000}"""),
        OutputBias = Key("attention_bias", false),
    };

    private static readonly ArchitectureRule Qwen2 = Plain with { QueryBias = Always, OutputBias = Never, Mixers = LayerMaps.WindowWhenUsed };

    /// <summary>Qwen3 and others that normalise each head's queries and keys.</summary>
    public static readonly ArchitectureRule Qwen3 = Plain with { QueryKeyNorm = static (_, _) => QueryKeyNorm.Head, Mixers = LayerMaps.WindowWhenUsed };

    private static readonly ArchitectureRule FourNorms = Llama with { Norms = static (_, _, _) => 4 };

    /// <summary>The rows.</summary>
    public static ImmutableArray<(string Names, ArchitectureRule Rule)> All { get; } =
    [
        ("LlamaForCausalLM llama LlamaModel YiForCausalLM Yi AquilaForCausalLM aquila SolarForCausalLM solar Emu3ForCausalLM Emu3ForConditionalGeneration emu3_text_model InternLM3ForCausalLM internlm3 VaultGemmaForCausalLM", Llama),
        ("LLaMAForCausalLM TeleFLMForCausalLM", Llama),
        ("ExaoneForCausalLM exaone", Llama),
        ("HyperCLOVAXForCausalLM hyperclovax", FourNorms),
        ("GraniteForCausalLM granite", Llama with { Tied = true }),
        ("GraniteSpeechForConditionalGeneration", Llama with { Tied = true }),
        ("SmolLM3ForCausalLM smollm3", Llama with { Tied = true, Mixers = LayerMaps.WindowWhenUsed }),
        ("MistralForCausalLM mistral Mistral3Model MistralModel", Plain with
        {
            Defaults = Json("""{"hidden_size":4096,"intermediate_size":14336,"num_hidden_layers":32,"num_attention_heads":32,"num_key_value_heads":8,"vocab_size":32000}"""),
        }),
        ("Ministral3ForCausalLM ministral3 MinistralForCausalLM ministral", Plain),
        ("Qwen2ForCausalLM qwen2 Qwen2VLForConditionalGeneration qwen2_vl qwen2_vl_text Qwen2_5_VLForConditionalGeneration qwen2_5_vl qwen2_5_vl_text Qwen2_5OmniForConditionalGeneration qwen2_5_omni qwen2_5_omni_text DreamModel Dream", Qwen2),
        ("Qwen2AudioForConditionalGeneration qwen2_audio", Qwen2 with
        {
            Defaults = Json("""{"hidden_size":4096,"intermediate_size":11008,"num_hidden_layers":32,"num_attention_heads":32,"max_position_embeddings":8192}"""),
        }),
        ("MiMoForCausalLM mimo", Qwen2),
        ("MiniCPMO minicpmo", Qwen2),
        ("MiniCPMV minicpmv", Plain with { QueryBias = MiniCpmBias, OutputBias = Never, QueryKeyNorm = MiniCpmNorm, Mixers = static (_, layers) => new('F', layers) }),
        ("Qwen3ForCausalLM qwen3 Qwen3VLForConditionalGeneration qwen3_vl qwen3_vl_text Qwen3Model Ovis2_5 ovis2_5", Qwen3),
        ("SeedOssForCausalLM seed_oss", Plain with { QueryBias = Key("attention_bias", true), OutputBias = Key("attention_out_bias", false), Mixers = LayerMaps.FullUnlessTyped }),
        ("ArceeForCausalLM arcee", Llama with { Gated = Never }),
        ("ApertusForCausalLM apertus", Llama with { Gated = Never, QueryKeyNorm = static (config, _) => config.Bool("qk_norm") == false ? QueryKeyNorm.None : QueryKeyNorm.Head }),
        ("NemotronForCausalLM nemotron", Llama with { Gated = Never, Norm = static _ => NormKind.ScaleAndBias, HeadDim = static (_, hidden, heads) => hidden / heads }),
        ("InternLMForCausalLM internlm", Llama with { QueryBias = Key("bias", true), OutputBias = Key("bias", true) }),
        ("InternLM2ForCausalLM internlm2", Llama with { QueryBias = Key("bias", false), OutputBias = Key("bias", false) }),
        ("OrionForCausalLM orion", Llama with { Norm = static _ => NormKind.ScaleAndBias }),
        ("XverseForCausalLM xverse", Llama),
        ("MiniCPMForCausalLM minicpm", Llama with { Tied = true }),
        ("Glm4ForCausalLM glm4 Glm4vForConditionalGeneration glm4v glm4v_text", FourNorms with { QueryBias = Key("attention_bias", false), OutputBias = Never }),
        ("GlmForCausalLM glm", Llama with { QueryBias = Key("attention_bias", true), OutputBias = Never }),
        ("ChatGLMModel ChatGLMForConditionalGeneration chatglm", Llama with { QueryBias = Key("add_qkv_bias", true), OutputBias = Key("add_bias_linear", false), BlockBias = Key("add_bias_linear", false) }),
        ("HunYuanDenseV1ForCausalLM hunyuan_v1_dense", Llama with { Tied = true, QueryKeyNorm = HunYuanNorm }),
        ("Ernie4_5ForCausalLM ernie4_5", Llama with { Tied = true, QueryBias = Key("use_bias", false), OutputBias = Key("use_bias", false), BlockBias = Key("use_bias", false) }),
        ("OlmoForCausalLM olmo", Llama with { Norm = static _ => NormKind.None }),
        ("Olmo2ForCausalLM olmo2", Llama with { QueryKeyNorm = static (_, _) => QueryKeyNorm.Full }),
        ("CohereForCausalLM cohere", Llama with
        {
            Tied = true, Norms = static (_, _, _) => 1, QueryKeyNorm = static (config, _) => config.Bool("use_qk_norm") == true ? QueryKeyNorm.PerHead : QueryKeyNorm.None,
        }),
        ("GemmaForCausalLM gemma", Llama with { Tied = true, Defaults = Json("""{"head_dim":256}""") }),
        // A norm more inside attention and another inside the feed-forward block.
        ("BitNetForCausalLM bitnet BitnetForCausalLM", Llama with { Tied = true, Extra = static config => config.Need("num_hidden_layers") * (long)(config.Need("hidden_size") + config.Need("intermediate_size")) }),
        ("Phi3ForCausalLM phi3 Phi4MMForCausalLM phi4mm", Plain),
        ("BaichuanForCausalLM baichuan BaiChuanForCausalLM", Llama),
        ("DeciLMForCausalLM nemotron-nas deci", Llama with { Mixers = DeciLayers.Mixers, Inner = DeciLayers.Inner, Norms = static (_, mixer, block) => (mixer == '-' ? 0 : 1) + (block == '0' ? 0 : 1), Blocks = DeciLayers.Blocks, Change = DeciLayers.Change }),
        ("Grok1ForCausalLM grok-1 grok", Plain with
        {
            Norms = static (_, _, _) => 4, Mixers = LayerMaps.FullUnlessTyped,
            Experts = new() { Residual = static config => config.Bool("residual_moe") == true ? config.Need("intermediate_size") : 0 },
        }),
    ];

    /// <summary>HunYuan's dense and expert models normalise each head's queries and keys when they say so.</summary>
    public static QueryKeyNorm HunYuanNorm(ConfigView config, char mixer) => config.Bool("use_qk_norm") ?? true ? QueryKeyNorm.Head : QueryKeyNorm.None;

    // MiniCPM-V's releases stand on Llama 3, Qwen2 and Qwen3, and their config says which only by its version.
    private static bool MiniCpmBias(ConfigView config) => config.Number("version") is 2.6;

    private static QueryKeyNorm MiniCpmNorm(ConfigView config, char mixer) => config.Number("version") is >= 4.5 ? QueryKeyNorm.Head : QueryKeyNorm.None;
}
