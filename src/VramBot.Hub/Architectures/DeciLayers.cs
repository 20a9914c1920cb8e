using VramBot.Core.Models;

namespace VramBot.Hub.Architectures;

/// <summary>The layers of models cut by neural architecture search: each its own, in <c>block_configs</c>.</summary>
/// <remarks>Source: nvidia/Llama-3_3-Nemotron-Super-49B-v1, configuration_decilm.py and block_config.py.</remarks>
internal static class DeciLayers
{
    private const int Multiple = 256;

    /// <summary>Attention where the layer has any.</summary>
    public static string Mixers(ConfigView config, int layers) => string.Concat(Blocks(config).Take(layers).Select(block =>
        block.Inner("attention") is { } attention && attention.Bool("no_op") != true && attention.Bool("replace_with_linear") != true ? 'F' : '-'));

    /// <summary>A dense block where the layer has any.</summary>
    public static string Blocks(ConfigView config, int layers) =>
        string.Concat(Blocks(config).Take(layers).Select(block => block.Inner("ffn") is { } ffn && ffn.Bool("no_op") != true && ffn.Bool("replace_with_linear") != true ? 'D' : '0'));

    /// <summary>Its inner width: two thirds of four times the hidden size, times the layer's own factor, in steps of 256.</summary>
    public static int Inner(ConfigView config, int layer)
    {
        var ffn = Blocks(config)[layer].Inner("ffn")!;
        if (ffn.Int("intermediate_size") is > 0 and var stated)
            return stated;
        var factor = ffn.Number("ffn_mult") ?? throw new ConfigException("does not say ffn_mult");
        var width = (int)Math.Min(2 * factor * config.Need("hidden_size") / 3, int.MaxValue / 2);
        return (width + Multiple - 1) / Multiple * Multiple;
    }

    /// <summary>Key heads: query heads over those that share one.</summary>
    public static GroupedQueryAttention Change(ConfigView config, char mixer, int layer, GroupedQueryAttention attention) =>
        Blocks(config)[layer].Inner("attention")?.Int("n_heads_in_group") is > 0 and var shared ? attention with { KeyValueHeads = attention.Heads / shared } : attention;

    private static System.Collections.Immutable.ImmutableArray<ConfigView> Blocks(ConfigView config) =>
        config.Inners("block_configs") is { IsEmpty: false } blocks ? blocks : throw new ConfigException("does not say block_configs");
}
