using System.Collections.Immutable;
using VramBot.Core.Models;
using static VramBot.Hub.Architectures.ArchitectureRule;

namespace VramBot.Hub.Architectures;

/// <summary>Zamba2: Mamba-2 in every layer, and one or a few transformer blocks that several layers share, each layer with adapters and a cache of its own.</summary>
/// <remarks>
/// <para>A shared block attends over hidden state and embedding side by side, so its heads are <c>2 · hidden / heads</c> wide.</para>
/// <para>Letters: h hidden size, i inner width, r rank of the adapters, n layers that call a shared block, b shared blocks.</para>
/// <para>Source: huggingface/transformers, models/zamba2/modular_zamba2.py; the sum is the published count of Zamba2-1.2B, 1,215,064,704.</para>
/// </remarks>
internal static class SharedBlockRules
{
    /// <summary>The rows.</summary>
    public static ImmutableArray<(string Names, ArchitectureRule Rule)> All { get; } =
    [
        ("Zamba2ForCausalLM zamba2", new()
        {
            Tied = true,
            Context = 4096,
            Mixers = Mixers,
            Blocks = static (_, layers) => new('0', layers),
            Norms = static (_, _, _) => 1,
            Recurrence = static (config, _) => Mamba(config),
            Change = static (config, _, _, attention) => attention with { HeadDim = WidthOf(config), ValueHeadDim = WidthOf(config) },
            Extra = Extra,
            Defaults = Json("""{"hidden_size":2560,"num_hidden_layers":54,"vocab_size":32000,"num_attention_heads":32,"mamba_d_state":64,"mamba_d_conv":4,"mamba_expand":2,"mamba_ngroups":1,"n_mamba_heads":8,"num_mem_blocks":1,"adapter_rank":128}"""),
        }),
    ];

    private static string Mixers(ConfigView config, int layers) => LayerMaps.FromTypes(config, layers)
        ?? (config.Ints("hybrid_layer_ids") is { IsEmpty: false } shared
            ? string.Concat(Enumerable.Range(0, layers).Select(layer => shared.Contains(layer) ? 'H' : 'M'))
            : throw new ConfigException("does not say layers_block_type"));

    private static int WidthOf(ConfigView config) => 2 * config.Need("hidden_size") / config.Need("num_attention_heads");

    private static Mamba2 Mamba(ConfigView config) =>
        new(config.Need("mamba_expand") * config.Need("hidden_size"), config.Need("mamba_d_state"), config.Need("mamba_ngroups"), config.Need("n_mamba_heads"))
        {
            ConvolutionKernel = config.Need("mamba_d_conv"),
            ConvolutionBias = config.Bool("use_conv_bias") ?? true,
        };

    /// <summary>What there is, <c>b (14 h² + 3 h i + 3 h) + n (h² + h r + 2 r i [+ 12 h r])</c>, less the attention of every such layer, <c>8 h² n</c>, which is counted with it.</summary>
    private static long Extra(ConfigView config)
    {
        long hidden = config.Need("hidden_size");
        long inner = config.Int("intermediate_size") is > 0 and var stated ? stated : 4 * hidden;
        long rank = config.Need("adapter_rank");
        var layers = config.Need("num_hidden_layers");
        var calls = Mixers(config, layers).Count(letter => letter == 'H');
        var adapters = (hidden * rank) + (2 * rank * inner) + (config.Bool("use_shared_attention_adapter") == true ? 12 * hidden * rank : 0);
        return checked((config.Need("num_mem_blocks") * ((14 * hidden * hidden) + (3 * hidden * inner) + (3 * hidden))) + (calls * ((hidden * hidden) + adapters - (8 * hidden * hidden))));
    }
}
