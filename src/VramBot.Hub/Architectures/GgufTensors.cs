using System.Globalization;
using VramBot.Hub.Gguf;

namespace VramBot.Hub.Architectures;

/// <summary>The tensors of a GGUF file by name: what a layer is made of, where the metadata does not say.</summary>
internal sealed class GgufTensors
{
    private readonly Dictionary<string, ReadOnlyMemory<long>> shapes;
    private readonly HashSet<(int Layer, string Name)> named = [];

    public GgufTensors(GgufHeader header)
    {
        shapes = new(header.Tensors.Length, StringComparer.Ordinal);
        foreach (var tensor in header.Tensors)
        {
            var name = tensor.Name;
            shapes[name] = tensor.Shape;
            if (Split(name) is var (layer, own))
                named.Add((layer, own));
        }
    }

    /// <summary>The shape of a tensor; none when it is not there.</summary>
    public ReadOnlySpan<long> this[string name] => shapes.TryGetValue(name, out var shape) ? shape.Span : default;

    /// <summary>Whether a tensor is there.</summary>
    public bool Has(string name) => shapes.ContainsKey(name);

    /// <summary>Whether a layer has one of these, without the ending: <c>attn_k</c>.</summary>
    public bool Has(int layer, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (named.Contains((layer, name)))
                return true;
        return false;
    }

    /// <summary>Whether any layer has one of these, with the ending: <c>attn_q.bias</c>.</summary>
    public bool Any(int layers, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            for (var layer = 0; layer < layers; layer++)
                if (shapes.ContainsKey(string.Create(CultureInfo.InvariantCulture, $"blk.{layer}.{name}")))
                    return true;
        return false;
    }

    /// <summary>Whether a layer has a recurrent mixer's tensors.</summary>
    public bool IsRecurrent(int layer) => Has(layer, "ssm_conv1d", "ssm_conv1d_q", "ssm_in", "ssm_out", "shortconv.conv", "time_mix_key", "time_mix_output");

    /// <summary>The layer and the rest of a name, without <c>.weight</c> or <c>.bias</c>.</summary>
    private static (int Layer, string Own)? Split(string name)
    {
        if (!name.StartsWith("blk.", StringComparison.Ordinal) || name.IndexOf('.', 4) is not (> 4 and var end)
            || !int.TryParse(name.AsSpan(4, end - 4), NumberStyles.None, CultureInfo.InvariantCulture, out var layer))
            return null;
        var own = name[(end + 1)..];
        foreach (var ending in new[] { ".weight", ".bias" })
            if (own.EndsWith(ending, StringComparison.Ordinal))
                return (layer, own[..^ending.Length]);
        return (layer, own);
    }
}
