using System.Collections.Immutable;
using System.Text.Json;
using VramBot.Hub.Checkpoints;

namespace VramBot.Hub.Repositories;

/// <summary>What a hub says a repository holds.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Files">Its files with their sizes, where the hub says them.</param>
internal sealed record RepositoryListing(string Commit, ImmutableSortedDictionary<string, long?> Files)
{
    /// <summary>The longest listing that is read.</summary>
    public const int LongestListing = 8 << 20;

    private const int MostFiles = 20_000;

    /// <summary>Reads the hub's answer.</summary>
    /// <exception cref="HeaderException">It is no such answer.</exception>
    public static RepositoryListing Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = 32 });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("sha", out var sha) || sha.ValueKind != JsonValueKind.String || !IsCommit(sha.GetString()!))
                throw new HeaderException("its listing names no commit");
            var files = ImmutableSortedDictionary.CreateBuilder<string, long?>(StringComparer.Ordinal);
            if (root.TryGetProperty("siblings", out var siblings) && siblings.ValueKind == JsonValueKind.Array)
                foreach (var file in siblings.EnumerateArray().Take(MostFiles))
                    if (file.ValueKind == JsonValueKind.Object && file.TryGetProperty("rfilename", out var name) && name.ValueKind == JsonValueKind.String && RepositoryPath.IsPlain(name.GetString()!))
                        files[name.GetString()!] = file.TryGetProperty("size", out var size) && size.ValueKind == JsonValueKind.Number && size.TryGetInt64(out var bytes) && bytes is >= 0 and < 1L << 50 ? bytes : null;
            return new(sha.GetString()!, files.ToImmutable());
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new HeaderException("its listing is no JSON");
        }
    }

    /// <summary>Whether a file is there.</summary>
    public bool Has(string path) => Files.ContainsKey(path);

    private static bool IsCommit(string text) => text.Length is >= 7 and <= 64 && text.All(char.IsAsciiLetterOrDigit);
}
