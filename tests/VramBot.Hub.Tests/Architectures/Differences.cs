using VramBot.Core.Models;

namespace VramBot.Hub.Tests.Architectures;

/// <summary>What sets two networks apart, in words; what only tensors can tell (towers, next-token layers, extras) is left out.</summary>
internal static class Differences
{
    public static List<string> Between(Network expected, Network read)
    {
        List<string> found = [];
        Add("hidden", expected.HiddenSize, read.HiddenSize);
        Add("vocabulary", expected.VocabularySize, read.VocabularySize);
        Add("embedding", expected.EmbeddingWidth, read.EmbeddingWidth);
        Add("positions", expected.PositionEmbeddings, read.PositionEmbeddings);
        Add("tied", expected.TiedEmbeddings, read.TiedEmbeddings);
        Add("head bias", expected.HeadBias, read.HeadBias);
        Add("norms", expected.Norms, read.Norms);
        Add("encoder", expected.EncoderLayers, read.EncoderLayers);
        Add("linear factor", expected.RopeLinearFactor, read.RopeLinearFactor);
        Add("local rope", expected.HasLocalRope, read.HasLocalRope);
        Add("mrope", expected.HasMultimodalRope, read.HasMultimodalRope);
        Add("rope fraction", expected.RopeFraction, read.RopeFraction);
        Add("context", expected.MaxContext, read.MaxContext);
        Add("layers", expected.Layers.Length, read.Layers.Length);
        for (var index = 0; index < Math.Min(expected.Layers.Length, read.Layers.Length) && found.Count < 3; index++)
            Add($"layer {index}", expected.Layers[index], read.Layers[index]);
        return found;

        void Add<T>(string what, T left, T right)
        {
            if (!EqualityComparer<T>.Default.Equals(left, right))
                found.Add($"{what}: {left} | {right}");
        }
    }
}
