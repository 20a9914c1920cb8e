using System.Collections.Immutable;
using System.Text.Json;
using VramBot.Hub.Checkpoints;

namespace VramBot.Hub.Safetensors;

/// <summary>Which files a sharded checkpoint consists of: its <c>model.safetensors.index.json</c>.</summary>
/// <param name="Files">The files, each once, sorted by name.</param>
/// <param name="TotalSize">Bytes of all tensors as the index states them; null where it does not.</param>
internal sealed record ShardIndex(ImmutableArray<string> Files, long? TotalSize)
{
    /// <summary>The most files of one checkpoint: the largest published have about 200.</summary>
    public const int MostFiles = 1024;

    private const int LongestName = 256;

    /// <summary>Reads an index.</summary>
    /// <exception cref="HeaderException">It is none.</exception>
    public static ShardIndex Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 8 });
            var files = new SortedSet<string>(StringComparer.Ordinal);
            long? total = null;
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw new HeaderException("its index is no JSON object");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("weight_map"u8))
                    ReadMap(ref reader, files);
                else if (reader.ValueTextEquals("metadata"u8))
                    total = ReadTotal(ref reader);
                else
                    reader.Skip();
            }

            return files.Count > 0 ? new([.. files], total) : throw new HeaderException("its index names no file");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new HeaderException("its index is no JSON");
        }
    }

    private static void ReadMap(ref Utf8JsonReader reader, SortedSet<string> files)
    {
        string? last = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new HeaderException("its index maps nothing");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > LongestName)
                throw new HeaderException("its index maps a tensor to no file");
            // Neighbours lie in the same file, as a rule: one text for all of them.
            if (last is not null && reader.ValueTextEquals(last))
                continue;
            last = reader.GetString()!;
            if (!RepositoryPath.IsPlain(last) || !last.EndsWith(".safetensors", StringComparison.Ordinal))
                throw new HeaderException("its index names a file that is none of the repository's");
            if (files.Add(last) && files.Count > MostFiles)
                throw new HeaderException($"its index names more than {MostFiles} files");
        }
    }

    private static long? ReadTotal(ref Utf8JsonReader reader)
    {
        long? total = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isTotal = reader.ValueTextEquals("total_size"u8);
            reader.Read();
            if (isTotal && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var count) && count >= 0)
                total = count;
            reader.Skip();
        }

        return total;
    }
}
