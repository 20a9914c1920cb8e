using System.Collections.Immutable;
using System.Text.Json;
using VramBot.Core.Units;
using VramBot.Hub.Checkpoints;

namespace VramBot.Hub.Repositories;

/// <summary>Reads a diffusers pipeline: its model_index.json, and the sizes of each part's files.</summary>
internal static class PipelineModel
{
    /// <summary>The file that makes a repository a pipeline.</summary>
    public const string Index = "model_index.json";

    /// <summary>The longest such file.</summary>
    public const int LongestIndex = 1 << 20;

    // The endings of weights in the order in which diffusers takes them; the parts of one checkpoint all end alike.
    private static readonly string[] Endings = [".safetensors", ".fp16.safetensors", ".bf16.safetensors", ".bin", ".fp16.bin"];

    /// <summary>The parts, in the order of the file.</summary>
    /// <exception cref="HeaderException">It is no such file.</exception>
    public static ImmutableArray<PipelinePart> Read(ReadOnlyMemory<byte> json, RepositoryListing listing)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = 16 });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new HeaderException("is no JSON object");
            var parts = ImmutableArray.CreateBuilder<PipelinePart>();
            foreach (var property in document.RootElement.EnumerateObject().Take(256))
                if (property.Value.ValueKind == JsonValueKind.Array && property.Value.GetArrayLength() == 2 && property.Value[1].ValueKind == JsonValueKind.String && RepositoryPath.IsPlain(property.Name))
                    parts.Add(new(property.Name, property.Value[1].GetString()!, SizeOf(property.Name, listing)));
            return parts.Count > 0 ? parts.ToImmutable() : throw new HeaderException("names no part");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new HeaderException("is no JSON");
        }
    }

    private static Bytes SizeOf(string folder, RepositoryListing listing)
    {
        var files = listing.Files.Where(file => file.Key.StartsWith(folder + "/", StringComparison.Ordinal)).ToList();
        foreach (var ending in Endings)
            if (files.Where(file => EndingOf(file.Key) == ending).Select(file => file.Value ?? 0).ToList() is { Count: > 0 } sizes)
                return Bytes.FromBytes(sizes.Sum());
        return Bytes.Zero;
    }

    private static string? EndingOf(string path) => Endings.Where(ending => path.EndsWith(ending, StringComparison.Ordinal)).MaxBy(ending => ending.Length);
}
