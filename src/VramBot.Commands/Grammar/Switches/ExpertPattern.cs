using System.Text.RegularExpressions;
using VramBot.Core.Models;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Grammar.Switches;

/// <summary>Reads <c>-ot PATTERN=CPU</c>: which layers' routed experts the pattern puts in host memory.</summary>
/// <remarks>Tensors are named as llama.cpp names them: <c>blk.7.ffn_up_exps.weight</c> (ggml-org/llama.cpp, src/llama-arch.cpp).</remarks>
internal static class ExpertPattern
{
    private const int LongestPattern = 400;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);
    private static readonly string[] Experts = ["ffn_gate_exps", "ffn_up_exps", "ffn_down_exps"];

    private static readonly string[] Others =
    [
        "attn_norm", "attn_q", "attn_k", "attn_v", "attn_output", "attn_q_a", "attn_kv_b", "ffn_norm", "ffn_gate_inp", "ffn_gate_shexp", "ffn_up_shexp", "ffn_down_shexp", "ssm_in", "ssm_out",
    ];

    /// <summary>
    /// How many first layers keep their experts in host memory, and whether the pattern names just those; or why it cannot be said.
    /// </summary>
    public static (int Layers, bool IsExact, string? Why) Read(string text, Network network)
    {
        var layers = Enumerable.Range(0, network.Layers.Length).Where(layer => network.Layers[layer].Experts is not null).ToList();
        try
        {
            var matched = new HashSet<int>();
            foreach (var entry in Entries(text))
                if (Add(entry, network, layers, matched) is { } why)
                    return (0, false, why);
            if (matched.Count == 0)
                return (0, false, Later("names no routed experts of this model"));
            return (layers[matched.Count - 1] + 1, layers.Take(matched.Count).All(matched.Contains), null);
        }
        catch (Exception problem) when (problem is RegexMatchTimeoutException or ArgumentException)
        {
            return (0, false, Later("is no pattern that can be read"));
        }
    }

    /// <summary>Patterns stand behind each other with commas, which a pattern may hold itself.</summary>
    private static IEnumerable<string> Entries(string text)
    {
        var open = string.Empty;
        foreach (var piece in text.Split(','))
        {
            open = open.Length == 0 ? piece : $"{open},{piece}";
            if (!piece.Contains('=', StringComparison.Ordinal))
                continue;
            yield return open;
            open = string.Empty;
        }

        if (open.Length > 0)
            yield return open;
    }

    private static string? Add(string entry, Network network, List<int> layers, HashSet<int> matched)
    {
        var sign = entry.LastIndexOf('=');
        if (sign <= 0 || sign > LongestPattern)
            return Later("has no place behind =");
        if (!string.Equals(entry[(sign + 1)..], "CPU", StringComparison.OrdinalIgnoreCase))
            return Later("names another place than the CPU");
        var pattern = new Regex(entry[..sign], RegexOptions.CultureInvariant, Patience);
        for (var layer = 0; layer < network.Layers.Length; layer++)
            if (Array.Exists(Others, name => pattern.IsMatch($"blk.{layer}.{name}.weight")))
                return Later("names more than routed experts");
        foreach (var layer in layers)
        {
            var count = Experts.Count(name => pattern.IsMatch($"blk.{layer}.{name}.weight"));
            if (count == Experts.Length)
                matched.Add(layer);
            else if (count > 0)
                return Later("names some of a layer's experts' matrices");
        }

        return null;
    }
}
