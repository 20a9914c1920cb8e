using System.Globalization;
using System.Text.RegularExpressions;
using VramBot.Core.Catalogs;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.RulesOfThumb;

/// <summary>All that the rules of thumb look at of a model.</summary>
/// <param name="Parameters">Its weights, as its name says them.</param>
/// <param name="Layers">Its layers.</param>
/// <param name="HiddenSize">Width of the residual stream.</param>
public sealed partial record RuleShape(ParameterCount Parameters, int Layers, int HiddenSize)
{
    /// <summary>How far a size in a name may lie from the count and still be that count, rounded as people round it.</summary>
    private const double Rounding = 0.1;

    /// <summary>The shape of a model. The rules take the size that its name says, 7B, where that is the number of its weights but for rounding; else the weights counted.</summary>
    public static RuleShape Of(ModelEntry model, Network network)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(network);
        var counted = TensorInventory.Count(network);
        return new(Named(model.Name) is { } named && Math.Abs(named - counted.Count) <= Rounding * counted.Count ? new((long)named) : counted, network.Layers.Length, network.HiddenSize);
    }

    /// <summary>The size in a name, <c>Llama-2-7b-hf</c>; null where there is none, or only that of one expert (<c>8x7B</c>).</summary>
    private static double? Named(string name) => SizeInName().Match(name) is { Success: true } size
        ? double.Parse(size.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * (size.Groups[2].Value is "b" or "B" ? 1e9 : 1e6)
        : null;

    [GeneratedRegex(@"(?<![0-9.A-Za-z])(\d+(?:\.\d+)?)([bBmM])(?![A-Za-z0-9])")]
    private static partial Regex SizeInName();
}
