using System.Collections.Immutable;
using VramBot.Core.Models;
using VramBot.Hub.Checkpoints;

namespace VramBot.Hub.Repositories;

/// <summary>What a model's files hold of weights, held against what its shape counts.</summary>
/// <param name="Stored">Weights of the text stack in the files, as far as their types let them be counted.</param>
/// <param name="Left">Those of them that the shape does not count; negative when it counts more than there are.</param>
/// <param name="Others">Matrices outside the layers that the shape does not know.</param>
internal sealed record TensorAccount(long Stored, long Left, ImmutableArray<ExtraTensors> Others)
{
    // A shape that counts more than there is by more than this is not the model's: its own weights are then better left as they are.
    private const double Overcount = 0.02;

    /// <summary>The account; null when the tensors are packed so that their weights cannot be counted. Packed experts alone are left out of it on both sides.</summary>
    public static TensorAccount? Of(Network network, TensorSorter sorter)
    {
        ReadOnlySpan<TensorPlace> places = [TensorPlace.Embedding, TensorPlace.Layers, TensorPlace.Head, TensorPlace.Other];
        var stored = 0L;
        foreach (var place in places)
        {
            if (sorter.IsPacked(place))
                return null;
            // A head that is the embedding may stand in the file once more.
            stored += place == TensorPlace.Head && network.TiedEmbeddings ? 0 : sorter.WeightsOf(place);
        }

        var hasExperts = !sorter.IsPacked(TensorPlace.Experts);
        stored += hasExperts ? sorter.WeightsOf(TensorPlace.Experts) : 0;
        var counted = TensorInventory.Of(network).Where(tensor => tensor.Role != TensorRole.Tower && (hasExperts || !IsRouted(tensor.Role))).Sum(tensor => tensor.Parameters.Count);
        return new(stored, stored - counted, OthersOf(network, sorter));
    }

    /// <summary>The weights that the shape lacks, each under its own name where it has one; nothing when the shape cannot be the model's.</summary>
    /// <param name="isGuessed">Whether the shape is a guess, which is left as it is where it counts too much.</param>
    public ImmutableArray<ExtraTensors> Extra(bool isGuessed)
    {
        if (Left < 0)
            return !isGuessed && -Left <= Overcount * Stored ? [new("tensors that layers of this model share", new(Left))] : [];
        var known = Others.Sum(extra => extra.Parameters.Count);
        var (named, rest) = known <= Left ? (Others, Left - known) : ([], Left);
        return rest > 0 ? [.. named, new("tensors that only this model has", new(rest))] : named;
    }

    private static ImmutableArray<ExtraTensors> OthersOf(Network network, TensorSorter sorter) =>
    [
        // Projections between the embedding's width and the hidden size are part of the shape.
        .. sorter.Others.Where(_ => network.EmbeddingWidth == network.HiddenSize)
            .Select(other => new ExtraTensors(IsTable(other.Key) ? $"embeddings ({other.Key})" : other.Key, new(other.Value))),
    ];

    /// <summary>Tables of which a row is looked up (Gemma 3n's per-layer embeddings) need not be read whole for a token.</summary>
    private static bool IsTable(string word) => word.Contains("embed_tokens", StringComparison.Ordinal) || word.Contains("token_embd", StringComparison.Ordinal);

    private static bool IsRouted(TensorRole role) => role is TensorRole.ExpertGate or TensorRole.ExpertUp or TensorRole.ExpertDown;
}
