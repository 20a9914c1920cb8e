using VramBot.Core.Models;

namespace VramBot.Core.Formats;

/// <summary>Bits of a weight in a whole GGUF file.</summary>
public static class GgufRates
{
    /// <summary>The average of a mix over a model's tensors: file size · 8 / parameters, without the vision tower, which is a file of its own.</summary>
    public static double Of(Network network, string architecture, GgufMix mix)
    {
        ArgumentNullException.ThrowIfNull(network);
        var facts = GgufFacts.Of(network, architecture);
        var (bytes, weights) = (0.0, 0.0);
        foreach (var tensor in TensorInventory.Of(network))
            if (tensor.Role is not TensorRole.Tower && GgufTensorSizing.SizeOf(mix, tensor, facts) is { } size)
                (bytes, weights) = (bytes + size.Count, weights + tensor.Parameters.Count);
        return weights > 0 ? bytes * 8 / weights : mix.BitsPerWeight;
    }
}
