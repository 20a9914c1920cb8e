using System.Globalization;
using System.Text.RegularExpressions;

namespace VramBot.Terminal.Accuracy;

/// <summary>How the cases say which layers' experts stay in host memory.</summary>
internal static partial class HostTensorsCase
{
    private static readonly string[] ExpertTensors = ["ffn_gate_exps", "ffn_up_exps", "ffn_down_exps"];

    /// <summary>
    /// Layers whose routed experts are on the host: all of them, a number from the first on, or as many as an override (<c>-ot exps=CPU</c>) names.
    /// </summary>
    public static int ExpertLayersOf(MeasuredCase measured, int layers)
    {
        if (measured.FlagText("moe_cpu_offload") is { } words)
            return FirstNumber().Match(words) is { Success: true } match ? int.Parse(match.Value, CultureInfo.InvariantCulture) : int.MaxValue;
        if (measured.FlagSwitch("cpu_moe", "cmoe") == true)
            return int.MaxValue;
        return measured.FlagNumber("n_cpu_moe", "ncmoe", "moecpu") ?? (measured.FlagText("override_tensor", "ot", "overridetensors") is { } rules ? Overridden(rules, layers) : 0);
    }

    private static int Overridden(string rules, int layers)
    {
        var patterns = HostRule().Matches(rules).Select(match => match.Groups[1].Value.Replace("\\\\", "\\", StringComparison.Ordinal)).ToList();
        var matched = Enumerable.Range(0, layers).Sum(layer => ExpertTensors.Count(tensor => patterns.Exists(pattern => Matches(pattern, $"blk.{layer}.{tensor}.weight"))));
        return matched == layers * ExpertTensors.Length ? int.MaxValue : (int)Math.Round((double)matched / ExpertTensors.Length);
    }

    private static bool Matches(string pattern, string name)
    {
        try
        {
            return Regex.IsMatch(name, pattern, RegexOptions.None, TimeSpan.FromMilliseconds(50));
        }
        catch (Exception exception) when (exception is ArgumentException or RegexMatchTimeoutException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex FirstNumber();

    /// <summary>A pattern and the host as its device; several are told apart by commas.</summary>
    [GeneratedRegex(@"(?:^|[,;\[""\s])([^=,""\s][^="",]*(?:,\d*\}[^="",]*)?)=\s*(?:CPU|CUDA_Host)", RegexOptions.IgnoreCase)]
    private static partial Regex HostRule();
}
