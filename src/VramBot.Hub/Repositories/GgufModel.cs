using System.Collections.Immutable;
using VramBot.Hub.Gguf;
using VramBot.Hub.Transport;

namespace VramBot.Hub.Repositories;

/// <summary>Reads a repository of GGUF files: the one that is wanted, all its parts.</summary>
internal static class GgufModel
{
    /// <summary>The model of one quantization.</summary>
    public static async Task<HubModel> ReadAsync(ReadingContext context, RepositoryListing listing, ImmutableArray<GgufChoice> choices, CancellationToken cancellationToken)
    {
        var choice = GgufFiles.Choose(choices, context.Precision) ?? throw new UnknownQuantizationException([.. choices.Select(other => other.Quantization)]);
        context.Files = choice.Files.Length;
        var parts = ImmutableArray.CreateBuilder<GgufHeader>(choice.Files.Length);
        foreach (var file in choice.Files)
        {
            parts.Add(await context.Reader.GgufAsync(context.Id, listing, file, context.Budget, cancellationToken));
            context.Count();
        }

        if (parts[0].Parts != parts.Count)
            throw new HubException(HubFailure.BadFile, $"{choice.Files[0]}: it is one of {parts[0].Parts} parts and the repository has {parts.Count}");
        return new ModelAssembly(context, listing.Commit, null).OfGguf(parts.MoveToImmutable(), choice, choices);
    }
}
