using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using VramBot.Core.Units;

namespace VramBot.Core.Models;

/// <summary>Lists every tensor of a network, so that weights can be counted and sized one by one.</summary>
/// <remarks>
/// <para>Letters: h hidden size, V vocabulary, q = heads · headDim, k = kvHeads · headDim, i inner size, E experts.</para>
/// <para>Next-token layers are left out: engines load them only for speculative decoding.</para>
/// <para>Source: the checkpoints' own tensors; the sum is held against published counts of the whole catalog by the tests.</para>
/// </remarks>
public static partial class TensorInventory
{
    private static readonly ConditionalWeakTable<Network, Inventory> Cache = [];

    /// <summary>Every tensor group: embedding, layers in order, final norm, head, extras, tower.</summary>
    public static ImmutableArray<TensorGroup> Of(Network network) => Cache.GetValue(network, static key => new([.. List(key)])).Groups;

    /// <summary>Weights of the whole model, tower included.</summary>
    public static ParameterCount Count(Network network) => new(Of(network).Sum(group => group.Parameters.Count));

    /// <summary>Weights of the text stack: everything but the tower.</summary>
    public static ParameterCount CountText(Network network) =>
        new(Of(network).Where(group => group.Role != TensorRole.Tower).Sum(group => group.Parameters.Count));

    /// <summary>Weights that work on each token: routed experts count only as often as a token visits them; the tower not at all.</summary>
    public static ParameterCount CountActive(Network network)
    {
        var idle = network.Layers.Sum(layer => layer.Experts is { } moe ? (moe.Experts - moe.ExpertsPerToken) * ExpertParameters(network, moe) : 0);
        return CountText(network) - new ParameterCount(idle);
    }

    private static long ExpertParameters(Network network, MixtureOfExperts moe) =>
        FeedForward(-1, moe.LatentSize ?? network.HiddenSize, moe.Expert, 1, TensorRole.ExpertGate, TensorRole.ExpertUp, TensorRole.ExpertDown)
            .Sum(group => group.Parameters.Count);

    private static IEnumerable<TensorGroup> List(Network network)
    {
        var groups = Embeddings(network);
        for (var index = 0; index < network.Layers.Length; index++)
            groups = groups.Concat(LayerTensors(network, network.Layers[index], index));
        return groups.Concat(Outputs(network));
    }

    private static IEnumerable<TensorGroup> Embeddings(Network network)
    {
        yield return Outside(TensorRole.TokenEmbedding, network.VocabularySize, network.EmbeddingWidth);
        if (network.PositionEmbeddings > 0)
            yield return Outside(TensorRole.PositionEmbedding, network.PositionEmbeddings, network.EmbeddingWidth);
        if (network.Norms.Embedding)
            yield return Norm(TensorGroup.OutsideLayers, network);
        if (network.EmbeddingWidth != network.HiddenSize)
            yield return Outside(TensorRole.EmbeddingProjection, network.HiddenSize, network.EmbeddingWidth) with { Count = 2 };
    }

    private static IEnumerable<TensorGroup> LayerTensors(Network network, Layer layer, int index)
    {
        var groups = layer.Attention switch
        {
            GroupedQueryAttention attention => Grouped(index, network.HiddenSize, attention),
            LatentAttention attention => Latent(index, network.HiddenSize, attention),
            _ => [],
        };
        if (layer.Recurrence is { } recurrence)
            groups = groups.Concat(Recurrent(index, network.HiddenSize, recurrence));
        if (layer.Dense is { } dense)
            groups = groups.Concat(FeedForward(index, network.HiddenSize, dense, 1, TensorRole.Gate, TensorRole.Up, TensorRole.Down));
        if (layer.Experts is { } experts)
            groups = groups.Concat(Experts(index, network.HiddenSize, experts));
        return layer.NormCount > 0 && network.Norms.Kind != NormKind.None ? groups.Append(Norm(index, network) with { Count = layer.NormCount }) : groups;
    }

    private static IEnumerable<TensorGroup> Outputs(Network network)
    {
        if (network.Norms.Final && network.Norms.Kind != NormKind.None)
            yield return Norm(TensorGroup.OutsideLayers, network);
        if (!network.TiedEmbeddings)
            yield return Outside(TensorRole.OutputHead, network.VocabularySize, network.EmbeddingWidth);
        if (network.HeadBias)
            yield return Outside(TensorRole.Bias, network.VocabularySize, 1);
        foreach (var extra in network.Extra)
            yield return Outside(TensorRole.Extra, extra.Parameters.Count, 1);
        if (network.Tower is { } tower)
            yield return Outside(TensorRole.Tower, tower.Parameters.Count, 1);
    }

    private static TensorGroup Outside(TensorRole role, long rows, long columns) => new(role, TensorGroup.OutsideLayers, rows, columns, 1);

    private static TensorGroup Norm(int layer, Network network) =>
        new(TensorRole.Norm, layer, network.HiddenSize * (network.Norms.Kind == NormKind.ScaleAndBias ? 2 : 1), 1, 1);

    private static TensorGroup Vector(TensorRole role, int layer, long size) => new(role, layer, size, 1, 1);

    private static TensorGroup Matrix(TensorRole role, int layer, long rows, long columns) => new(role, layer, rows, columns, 1);

    private sealed record Inventory(ImmutableArray<TensorGroup> Groups);
}
