using System.Globalization;
using VramBot.Core.Catalogs;
using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Hub.Repositories;

/// <summary>The weight format of a GGUF file: the mix that its name says when its tensors are the mix's, its own average otherwise.</summary>
internal static class GgufFormats
{
    // What a file may differ from its mix before its own average says more: rope factors, biases that the shape does not list.
    private const double Tolerance = 0.001;

    /// <summary>The format.</summary>
    public static WeightFormat? Of(NameIndex<WeightFormat> formats, string quantization, Network? network, string architecture, ExactWeights weights)
    {
        var named = WeightFormats.Find(formats, quantization.StartsWith("UD-", StringComparison.Ordinal) ? quantization[3..] : quantization);
        if (network is null)
            return named is UnsizedFormat ? null : named;
        var facts = GgufFacts.Of(network, architecture);
        var (matrices, elements) = (weights.Loaded - weights.Of(TensorPlace.Tower), 0L);
        var ruled = named is GgufMix or FloatFormat ? Bytes.Zero : (Bytes?)null;
        foreach (var tensor in TensorInventory.Of(network).Where(tensor => tensor.Role is not TensorRole.Tower))
        {
            ruled += named is null ? null : GgufTensorSizing.SizeOf(named, tensor, facts);
            if (IsWide(tensor.Role))
                matrices -= Bytes.FromBytes(4 * tensor.Parameters.Count);
            else
                elements += tensor.Parameters.Count;
        }

        var file = weights.Loaded - weights.Of(TensorPlace.Tower);
        if (ruled is { } size && Math.Abs(size.Count - file.Count) <= Tolerance * file.Count)
            return named;
        return elements > 0 && matrices > Bytes.Zero ? Rate(8.0 * matrices.Count / elements) : named;
    }

    private static GgufRate Rate(double bits) => new(bits)
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"gguf:{bits:0.0##}"),
        Label = string.Create(CultureInfo.InvariantCulture, $"GGUF {bits:0.0##} bpw"),
        Source = "the file's own tensors",
    };

    /// <summary>Vectors, routers and recurrent parameters, which llama.cpp keeps in 32 bit: the same as <see cref="GgufTensorSizing"/> has it.</summary>
    private static bool IsWide(TensorRole role) => role is TensorRole.Norm or TensorRole.Bias or TensorRole.Router or TensorRole.RecurrentState or TensorRole.PositionEmbedding;
}
