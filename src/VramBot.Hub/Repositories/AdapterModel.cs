using System.Collections.Immutable;
using VramBot.Core.Units;
using VramBot.Hub.Architectures;
using VramBot.Hub.Transport;

namespace VramBot.Hub.Repositories;

/// <summary>Reads a LoRA adapter: its adapter_config.json, and the header of its own file.</summary>
internal static class AdapterModel
{
    private const string File = "adapter_model.safetensors";
    private const int MostTargets = 64;

    /// <summary>The file that makes a repository an adapter.</summary>
    public const string Config = "adapter_config.json";

    /// <summary>The adapter.</summary>
    public static async Task<HubAdapter> ReadAsync(ReadingContext context, RepositoryListing listing, CancellationToken cancellationToken)
    {
        var json = await context.Reader.FileAsync(context.Id, listing, Config, ConfigView.LongestFile, context.Budget, cancellationToken) ?? throw new HubException(HubFailure.NoFile, Config);
        var config = ConfigView.Parse(json);
        Bytes? size = listing.Has(File)
            ? Bytes.FromBytes((await context.Reader.SafetensorsAsync(context.Id, listing, File, context.Budget, cancellationToken)).DataLength)
            : null;
        var rank = config.Int("r") is >= 1 and <= 65536 and var stated ? stated : throw new HubException(HubFailure.BadFile, $"{Config} does not say r");
        _ = HubId.TryParse(config.Text("base_model_name_or_path"), out var id);
        return new(rank, TargetsOf(config), id, size);
    }

    private static ImmutableArray<string> TargetsOf(ConfigView config) =>
        config.Texts("target_modules") is { IsEmpty: false } list ? [.. list.Take(MostTargets)] : config.Text("target_modules") is { Length: <= 1024 } one ? [one] : [];
}
