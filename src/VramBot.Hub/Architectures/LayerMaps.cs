using System.Collections.Immutable;

namespace VramBot.Hub.Architectures;

/// <summary>Which layer is of which type, from the keys that say so.</summary>
/// <remarks>
/// Mixers: F full attention, S sliding window, C chunks, X cross attention, L linear attention, M Mamba, V short convolution, H attention and Mamba in parallel, - none.
/// Blocks: D dense, E experts, B both, 0 none.
/// </remarks>
internal static class LayerMaps
{
    /// <summary>The mixers as most classes describe them.</summary>
    public static string Mixers(ConfigView config, int layers)
    {
        if (FromTypes(config, layers) is { } types)
            return types;
        if (Window(config) is null)
            return new('F', layers);
        return config.Int("sliding_window_pattern") is > 0 and var every ? Interleaved('S', every, layers) : new('S', layers);
    }

    /// <summary>Where a window is named for some other purpose, or for nothing: full attention unless the layers' types say otherwise.</summary>
    public static string FullUnlessTyped(ConfigView config, int layers) => FromTypes(config, layers) ?? new('F', layers);

    /// <summary>Qwen2 and its kin name a window that is in use only when they say so, and then from one layer on.</summary>
    public static string WindowWhenUsed(ConfigView config, int layers)
    {
        if (FromTypes(config, layers) is { } types)
            return types;
        if (config.Bool("use_sliding_window") != true || Window(config) is null)
            return new('F', layers);
        var full = Math.Clamp(config.Int("max_window_layers") ?? layers, 0, layers);
        return new string('F', full) + new string('S', layers - full);
    }

    /// <summary>Full attention in every so many layers, another mixer between.</summary>
    public static string Interleaved(char other, int every, int layers) => string.Concat(Enumerable.Range(0, layers).Select(layer => (layer + 1) % every == 0 ? 'F' : other));

    /// <summary>The mixers that <c>layer_types</c> lists; null when it does not list one a layer.</summary>
    public static string? FromTypes(ConfigView config, int layers)
    {
        var types = config.Texts("layer_types") is { IsEmpty: false } list ? list : config.Texts("layers_block_type");
        if (types.Length < layers)
            return null;
        var hasWindow = Window(config) is not null;
        return string.Concat(types.Take(layers).Select(type => type switch
        {
            "full_attention" or "attention" or "global" or "full" or "deepseek_sparse_attention" or "qwen_sparse_attention" => 'F',
            "sliding_attention" or "sliding_window_attention" or "local" or "sliding" => hasWindow ? 'S' : 'F',
            "chunked_attention" => 'C',
            "linear_attention" or "linear" or "kda" => 'L',
            "mamba" or "mamba2" => 'M',
            "conv" or "short_conv" => 'V',
            "hybrid" => 'H',
            "none" => '-',
            _ => throw new ConfigException($"names a type of layer that is not known: {Short(type)}"),
        }));
    }

    /// <summary>The window in tokens; null when there is none, or when it is as long as the longest context.</summary>
    public static int? Window(ConfigView config) =>
        config.Int("sliding_window", "sliding_window_size", "attention_window_size") is > 0 and var window && !(config.Long("max_position_embeddings") <= window) ? window : null;

    /// <summary>The blocks as most classes describe them.</summary>
    public static string Blocks(ConfigView config, int layers)
    {
        if (config.Int(ExpertRule.CountKeys) is not > 0)
            return new('D', layers);
        if (config.Texts("mlp_layer_types") is { Length: > 0 } types && types.Length >= layers)
            return string.Concat(types.Take(layers).Select(type => type switch { "dense" => 'D', "none" => '0', "both" => 'B', _ => 'E' }));
        if (config.Ints("moe_layer_freq") is { IsEmpty: false } marks && marks.Length >= layers)
            return string.Concat(marks.Take(layers).Select(mark => mark == 0 ? 'D' : 'E'));
        if (Enumerated(config) is { } experts)
            return string.Concat(Enumerable.Range(0, layers).Select(layer => experts.Contains(layer) ? 'E' : 'D'));
        if (config.Int("moe_layer_start_index") is { } start)
            return Every(layers, start, config.Int("moe_layer_interval") ?? 1, config.Long("moe_layer_end_index") is > 0 and var end && end < layers ? (int)end : layers - 1, start);
        if (config.Int("expert_layer_period") is > 0 and var period)
            return string.Concat(Enumerable.Range(0, layers).Select(layer => layer % period == (config.Int("expert_layer_offset") ?? 0) ? 'E' : 'D'));
        if (config.Int("interleave_moe_layer_step") is > 0 and var interleaved)
            return string.Concat(Enumerable.Range(0, layers).Select(layer => (layer + 1) % interleaved == 0 ? 'E' : 'D'));
        if (config.Int("decoder_sparse_step") is > 0 and var sparse)
            return string.Concat(Enumerable.Range(0, layers).Select(layer => (layer + 1) % sparse == 0 && !config.Ints("mlp_only_layers").Contains(layer) ? 'E' : 'D'));
        return Every(layers, config.Int("first_k_dense_replace", "num_dense_layers") ?? 0, config.Int("moe_layer_freq") is > 0 and var each ? each : 1, layers - 1, 0);
    }

    private static string Every(int layers, int first, int step, int last, int phase) =>
        string.Concat(Enumerable.Range(0, layers).Select(layer => layer >= first && layer <= last && (layer - phase) % step == 0 ? 'E' : 'D'));

    /// <summary>Step names the layers with experts one by one, as a text with commas.</summary>
    private static ImmutableHashSet<int>? Enumerated(ConfigView config)
    {
        if (config.Text("moe_layers_enum") is { Length: > 0 } text)
            return [.. text.Split(',').Select(part => int.TryParse(part, out var layer) ? layer : -1)];
        return config.Ints("moe_layers") is { IsEmpty: false } list ? [.. list] : null;
    }

    private static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
