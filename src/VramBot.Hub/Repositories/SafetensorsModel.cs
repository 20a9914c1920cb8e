using System.Collections.Immutable;
using VramBot.Hub.Architectures;
using VramBot.Hub.Safetensors;
using VramBot.Hub.Transport;

namespace VramBot.Hub.Repositories;

/// <summary>Reads a checkpoint of safetensors files: config.json, and the headers of all its parts at once.</summary>
internal static class SafetensorsModel
{
    private const int LongestIndex = 16 << 20;
    private const int AtOnce = 6;
    // ModelOpt's, AutoGPTQ's and AutoAWQ's, with the method that each is of; ModelOpt's says it itself.
    private static readonly (string File, string? Method)[] QuantizationFiles = [("hf_quant_config.json", null), ("quantize_config.json", "gptq"), ("quant_config.json", "awq")];

    private const string Index = "model.safetensors.index.json";

    /// <summary>The files of the checkpoint; empty when the repository has none.</summary>
    public static async Task<ImmutableArray<string>> FilesAsync(ReadingContext context, RepositoryListing listing, CancellationToken cancellationToken)
    {
        if (await context.Reader.FileAsync(context.Id, listing, Index, LongestIndex, context.Budget, cancellationToken) is { } index)
            return ShardIndex.Read(index.Span).Files;
        if (listing.Has("model.safetensors"))
            return ["model.safetensors"];
        var files = listing.Files.Keys.Where(path => !path.Contains('/', StringComparison.Ordinal) && path.EndsWith(".safetensors", StringComparison.Ordinal) && !path.StartsWith("adapter", StringComparison.Ordinal)).ToLookup(IsConsolidated);
        // The same weights once more, for another program: of use only where there is nothing else.
        return [.. (files[false].Any() ? files[false] : files[true]).Take(ShardIndex.MostFiles)];
    }

    private static bool IsConsolidated(string path) => path.StartsWith("consolidated", StringComparison.Ordinal);

    /// <summary>The model of a repository.</summary>
    public static async Task<HubModel> ReadAsync(ReadingContext context, RepositoryListing listing, ImmutableArray<string> files, CancellationToken cancellationToken)
    {
        context.Files = files.Length + 1;
        var config = await ConfigAsync(context, listing, cancellationToken);
        var headers = new SafetensorsHeader[files.Length];
        await Parallel.ForEachAsync(Enumerable.Range(0, files.Length), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (index, token) =>
        {
            headers[index] = await context.Reader.SafetensorsAsync(context.Id, listing, files[index], context.Budget, token);
            context.Count();
        });
        return new ModelAssembly(context, listing.Commit, config).OfSafetensors(headers);
    }

    /// <summary>The model of a repository that keeps its weights in another form: by config.json alone.</summary>
    public static async Task<HubModel> ByConfigAsync(ReadingContext context, RepositoryListing listing, CancellationToken cancellationToken)
    {
        var config = await ConfigAsync(context, listing, cancellationToken);
        return new ModelAssembly(context, listing.Commit, config).OfConfig(listing);
    }

    private static async Task<ConfigView?> ConfigAsync(ReadingContext context, RepositoryListing listing, CancellationToken cancellationToken)
    {
        var config = await context.Reader.FileAsync(context.Id, listing, "config.json", ConfigView.LongestFile, context.Budget, cancellationToken);
        context.Count();
        try
        {
            return config is { } json ? await WithQuantizationAsync(context, listing, ConfigView.Parse(json), cancellationToken) : null;
        }
        catch (ConfigException exception)
        {
            throw new HubException(HubFailure.BadFile, $"config.json {exception.Message}");
        }
    }

    /// <summary>The config, with what its quantizer left beside it where it says nothing of quantization itself.</summary>
    private static async Task<ConfigView> WithQuantizationAsync(ReadingContext context, RepositoryListing listing, ConfigView config, CancellationToken cancellationToken)
    {
        if (QuantizationMap.MethodOf(config) is not null)
            return config;
        foreach (var (file, method) in QuantizationFiles)
            if (await context.Reader.FileAsync(context.Id, listing, file, ConfigView.LongestFile, context.Budget, cancellationToken) is { } json)
                return config.WithQuantization(ConfigView.Parse(json), method);
        return config;
    }
}
