using System.Collections.Immutable;
using VramBot.Core.Models;
using static VramBot.Hub.Architectures.ArchitectureRule;

namespace VramBot.Hub.Architectures;

/// <summary>Decoders from before Llama, and those built like them: layer norms with biases, feed-forward blocks without a gate.</summary>
internal static class OlderRules
{
    private static readonly ArchitectureRule Gpt2 = new()
    {
        Tied = true,
        Norm = static _ => NormKind.ScaleAndBias,
        Gated = Never,
        QueryBias = Always,
        OutputBias = Always,
        BlockBias = Always,
        Positions = static config => config.Need("n_positions", "max_position_embeddings"),
        Inner = FourTimes,
        Mixers = LayerMaps.FullUnlessTyped,
        Context = 1024,
    };

    private static readonly ArchitectureRule Neox = Gpt2 with { Tied = false, Positions = static _ => 0, QueryBias = Key("attention_bias", true), OutputBias = Key("attention_bias", true) };

    private static readonly ArchitectureRule T5 = new()
    {
        Tied = true,
        Mixers = LayerMaps.FullUnlessTyped,
        Context = 512,
        EncoderLayers = static config => config.Need("num_layers"),
        Layers = static config => config.Need("num_decoder_layers", "num_layers"),
        QueryBias = Never,
        OutputBias = Never,
        Gated = static config => config.Text("feed_forward_proj")?.StartsWith("gated", StringComparison.Ordinal) == true,
    };

    /// <summary>The rows.</summary>
    public static ImmutableArray<(string Names, ArchitectureRule Rule)> All { get; } =
    [
        ("GPT2LMHeadModel gpt2", Gpt2),
        ("GPTBigCodeForCausalLM gpt_bigcode", Gpt2 with { KeyHeads = static (config, heads) => config.Bool("multi_query") == false ? heads : 1 }),
        ("GPTJForCausalLM gptj", Neox with { QueryBias = Never, OutputBias = Never, HeadBias = Always, Norms = static (_, _, _) => 1 }),
        ("GPTNeoXForCausalLM gpt_neox StableLMAlphaForCausalLM", Neox),
        ("BloomForCausalLM bloom", Gpt2 with { Positions = static _ => 0, EmbeddingNorm = true, Defaults = Json("""{"seq_length":2048}""") }),
        ("OPTForCausalLM opt", Gpt2 with
        {
            // Its table has two rows more than there are positions.
            Positions = static config => config.Need("max_position_embeddings") + 2, Inner = static (config, _) => config.Need("ffn_dim"),
            FinalNorm = static config => config.Bool("do_layer_norm_before") != false && config.Bool("_remove_final_layer_norm") != true,
        }),
        ("FalconForCausalLM falcon RWForCausalLM RefinedWeb RefinedWebModel", Gpt2 with
        {
            Positions = static _ => 0, QueryBias = Key("bias", false), OutputBias = Key("bias", false), BlockBias = Key("bias", false), Context = 2048,
            Change = static (config, _, _, attention) => config.Bool("new_decoder_architecture") == true || config.Bool("multi_query") == false ? attention : attention with { KeyValueHeads = 1 },
            Norms = static (config, _, _) => config.Bool("new_decoder_architecture") == true ? config.Int("num_ln_in_parallel_attn") ?? 2 : config.Bool("parallel_attn") == false ? 2 : 1,
        }),
        ("MPTForCausalLM mpt", Gpt2 with
        {
            Norm = static config => config.Bool("no_bias") == true ? NormKind.Scale : NormKind.ScaleAndBias, Positions = static _ => 0, Context = 2048,
            QueryBias = static config => config.Bool("no_bias") != true, OutputBias = static config => config.Bool("no_bias") != true, BlockBias = static config => config.Bool("no_bias") != true,
            Inner = static (config, _) => (int)((config.Number("expansion_ratio") ?? 4) * config.Need("d_model")),
        }),
        ("PhiForCausalLM phi MixFormerSequentialForCausalLM", Neox with { QueryBias = Always, OutputBias = Always, HeadBias = Always, Norms = static (_, _, _) => 1 }),
        ("Phi3SmallForCausalLM phi3small", new()
        {
            Tied = true, Norm = static _ => NormKind.ScaleAndBias, QueryBias = Always, OutputBias = Always, BlockBias = Always,
            Mixers = static (_, layers) => new('F', layers), Inner = static (config, _) => config.Need("ff_intermediate_size"),
        }),
        ("Starcoder2ForCausalLM starcoder2", new()
        {
            Tied = true, Norm = static _ => NormKind.ScaleAndBias, Gated = Never, QueryBias = Key("use_bias", true), OutputBias = Key("use_bias", true), BlockBias = Key("use_bias", true),
        }),
        ("StableLmForCausalLM stablelm stablelm_epoch StableLMEpochForCausalLM", new()
        {
            Mixers = LayerMaps.FullUnlessTyped, QueryBias = Key("use_qkv_bias", false), OutputBias = Never,
            // With normalised heads come a parallel residual and norms without a bias (StableLM 2 12B).
            Norm = static config => config.Bool("qk_layernorm") == true ? NormKind.Scale : NormKind.ScaleAndBias,
            Norms = static (config, _, _) => config.Bool("use_parallel_residual") == true ? 1 : 2,
            QueryKeyNorm = static (config, _) => config.Bool("qk_layernorm") == true ? QueryKeyNorm.PerHead : QueryKeyNorm.None,
        }),
        ("QWenLMHeadModel qwen", new() { QueryBias = Always, OutputBias = static config => config.Bool("no_bias") == false, Mixers = LayerMaps.FullUnlessTyped, Inner = static (config, _) => config.Need("intermediate_size") / 2 }),
        ("T5ForConditionalGeneration t5 MT5ForConditionalGeneration mt5 UMT5ForConditionalGeneration umt5", T5),
    ];

    private static int FourTimes(ConfigView config, int layer) => config.Int("n_inner", "ffn_hidden_size", "intermediate_size") is > 0 and var stated ? stated : 4 * config.Need("n_embd", "hidden_size");
}
