using VramBot.Hub.Gguf;
using VramBot.Hub.Transport;

namespace VramBot.Hub.Repositories;

/// <summary>Finds out what a repository holds, and reads that.</summary>
internal static class ModelReading
{
    // An adapter's base may be an adapter again; more than that is somebody's joke.
    private const int MostBases = 2;

    /// <summary>Reads the model.</summary>
    public static Task<HubModel> ReadAsync(ReadingContext context, Action asking, CancellationToken cancellationToken) => ReadAsync(context, asking, 0, cancellationToken);

    private static async Task<HubModel> ReadAsync(ReadingContext context, Action asking, int depth, CancellationToken cancellationToken)
    {
        var listing = await context.Reader.ListAsync(context.Id, context.Budget, asking, cancellationToken);
        if (listing.Has(AdapterModel.Config) && !listing.Has("config.json"))
            return await OfAdapterAsync(context, listing, asking, depth, cancellationToken);
        if (await context.Reader.FileAsync(context.Id, listing, PipelineModel.Index, PipelineModel.LongestIndex, context.Budget, cancellationToken) is { } index)
            return OfPipeline(context, listing, index);
        var choices = GgufFiles.ChoicesOf(listing.Files.Select(file => (file.Key, file.Value)));
        var files = choices.IsEmpty || context.Precision is null || GgufFiles.Choose(choices, context.Precision) is null
            ? await SafetensorsModel.FilesAsync(context, listing, cancellationToken)
            : [];
        if (!files.IsEmpty)
            return await SafetensorsModel.ReadAsync(context, listing, files, cancellationToken);
        return choices.IsEmpty ? await SafetensorsModel.ByConfigAsync(context, listing, cancellationToken) : await GgufModel.ReadAsync(context, listing, choices, cancellationToken);
    }

    private static async Task<HubModel> OfAdapterAsync(ReadingContext context, RepositoryListing listing, Action asking, int depth, CancellationToken cancellationToken)
    {
        var adapter = await AdapterModel.ReadAsync(context, listing, cancellationToken);
        if (adapter.Base is not { } id)
            throw new HubException(HubFailure.NoBase, $"{AdapterModel.Config} does not say base_model_name_or_path");
        if (depth >= MostBases || id.Repository == context.Id.Repository)
            throw new HubException(HubFailure.NoBase, $"{AdapterModel.Config} names an adapter as its base");
        var model = await ReadAsync(context with { Id = id }, asking, depth + 1, cancellationToken);
        return model with { Kind = HubModelKind.Adapter, Id = context.Id, Commit = listing.Commit, Adapter = adapter, Notes = [new(HubNoteKind.BaseOfAdapter, id.ToString()), .. model.Notes] };
    }

    private static HubModel OfPipeline(ReadingContext context, RepositoryListing listing, ReadOnlyMemory<byte> index) => new()
    {
        Id = context.Id,
        Commit = listing.Commit,
        Kind = HubModelKind.Pipeline,
        Pipeline = PipelineModel.Read(index, listing),
        Entry = new()
        {
            Id = context.Id.Repository,
            Family = context.Id.Name,
            Architecture = "DiffusionPipeline",
            MaxContext = new(1),
            Sources = [$"{context.Id.Repository}@{listing.Commit}"],
        },
    };
}
