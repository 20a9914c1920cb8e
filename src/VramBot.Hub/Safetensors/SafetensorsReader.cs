using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using VramBot.Hub.Checkpoints;

namespace VramBot.Hub.Safetensors;

/// <summary>Reads the header of a safetensors file: its JSON straight over the bytes, every number held against the others.</summary>
/// <remarks>
/// <para>A file is 8 bytes of length N (little endian), N bytes of JSON, then the tensors without a gap: <c>size = Π shape · bytes of the type = end − begin</c>.</para>
/// <para>Source: huggingface/safetensors, README.md ("Format") and safetensors/src/tensor.rs (validate).</para>
/// </remarks>
internal static class SafetensorsReader
{
    /// <summary>Bytes before the JSON.</summary>
    public const int PrefixLength = 8;

    /// <summary>The longest header that is read; real ones have 30 KB to 3 MB.</summary>
    public const int LongestHeader = 16 << 20;

    /// <summary>The most tensors of one file.</summary>
    public const int MostTensors = 1 << 18;

    private const int LongestName = 512;
    private const int LongestMetadata = 1024;
    private const int MostMetadata = 256;
    private const int Deepest = 8;

    /// <summary>The length of the JSON, from the file's first bytes.</summary>
    /// <exception cref="HeaderException">It is impossible.</exception>
    public static int LengthOf(ReadOnlySpan<byte> start)
    {
        if (start.Length < PrefixLength)
            throw new HeaderException("it ends within its first 8 bytes");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(start);
        return length is >= 2 and <= LongestHeader ? (int)length : throw new HeaderException($"its header would have {length} bytes, which is not between 2 and {LongestHeader}");
    }

    /// <summary>Reads the JSON of a header.</summary>
    /// <param name="json">The JSON; the tensors' names stay slices of it.</param>
    /// <param name="fileLength">The file's length where it is known: the tensors must then fill it.</param>
    /// <exception cref="HeaderException">It is not a header, or contradicts itself.</exception>
    public static SafetensorsHeader Read(ReadOnlyMemory<byte> json, long? fileLength)
    {
        try
        {
            return new Reading(json).Read(fileLength);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or OverflowException or FormatException)
        {
            throw new HeaderException("its header is not the JSON that the format wants");
        }
    }

    private sealed class Reading(ReadOnlyMemory<byte> json)
    {
        // A tensor takes 60 bytes of JSON at the very least, and about 130 in real files.
        private readonly List<StoredTensor> tensors = new(Math.Min(json.Length / 120, MostTensors));
        private readonly List<Extent> extents = new(Math.Min(json.Length / 120, MostTensors));
        private readonly DimensionPool pool = new();
        private ImmutableDictionary<string, string> metadata = ImmutableDictionary<string, string>.Empty;

        public SafetensorsHeader Read(long? fileLength)
        {
            var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = Deepest });
            Expect(ref reader, JsonTokenType.StartObject);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("__metadata__"u8))
                    ReadMetadata(ref reader);
                else
                    ReadTensor(ref reader, NameOf(ref reader));
            }

            if (reader.TokenType != JsonTokenType.EndObject || reader.Read())
                throw new HeaderException("its header has something after its end");
            var length = CheckExtents();
            if (fileLength is { } whole && whole - PrefixLength - json.Length != length)
                throw new HeaderException($"its tensors take {length} bytes and the file has {whole - PrefixLength - json.Length} for them");
            return new([.. tensors], metadata, length);
        }

        private ReadOnlyMemory<byte> NameOf(ref Utf8JsonReader reader)
        {
            if (tensors.Count == MostTensors)
                throw new HeaderException($"it lists more than {MostTensors} tensors");
            var length = reader.ValueSpan.Length;
            if (length > LongestName)
                throw new HeaderException($"a tensor's name has more than {LongestName} bytes");
            // The token starts at its quote.
            return reader.ValueIsEscaped ? Unescaped(ref reader) : json.Slice((int)reader.TokenStartIndex + 1, length);
        }

        private static byte[] Unescaped(ref Utf8JsonReader reader)
        {
            var name = new byte[reader.ValueSpan.Length];
            return name.AsSpan(0, reader.CopyString(name)).ToArray();
        }

        private void ReadMetadata(ref Utf8JsonReader reader)
        {
            Expect(ref reader, JsonTokenType.StartObject);
            var texts = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.ValueSpan.Length <= LongestName ? reader.GetString() : null;
                Expect(ref reader, JsonTokenType.String);
                if (name is not null && reader.ValueSpan.Length <= LongestMetadata && texts.Count < MostMetadata)
                    texts[name] = reader.GetString()!;
            }

            metadata = texts.ToImmutable();
        }

        private void ReadTensor(ref Utf8JsonReader reader, ReadOnlyMemory<byte> name)
        {
            TensorType? type = null;
            ReadOnlyMemory<long>? shape = null;
            Extent? extent = null;
            Expect(ref reader, JsonTokenType.StartObject);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("dtype"u8))
                    type = ReadType(ref reader);
                else if (reader.ValueTextEquals("shape"u8))
                    shape = ReadShape(ref reader);
                else if (reader.ValueTextEquals("data_offsets"u8))
                    extent = ReadExtent(ref reader);
                else
                    throw new HeaderException("a tensor has a key beside dtype, shape and data_offsets");
            }

            if (type is null || shape is not { } dimensions || extent is not { } place)
                throw new HeaderException("a tensor lacks its dtype, shape or data_offsets");
            var tensor = new StoredTensor(name, type, dimensions, place.End - place.Begin);
            if (type.SizeOf(ElementsOf(dimensions.Span)) != tensor.Size)
                throw new HeaderException("a tensor's shape and type do not give its length");
            tensors.Add(tensor);
            extents.Add(place);
        }

        private static TensorType ReadType(ref Utf8JsonReader reader)
        {
            Expect(ref reader, JsonTokenType.String);
            return SafetensorsTypes.Find(reader.ValueSpan) ?? throw new HeaderException("a tensor has a type that is not known");
        }

        private ReadOnlyMemory<long> ReadShape(ref Utf8JsonReader reader)
        {
            Span<long> dimensions = stackalloc long[DimensionPool.MostDimensions];
            var rank = 0;
            Expect(ref reader, JsonTokenType.StartArray);
            while (reader.Read() && reader.TokenType == JsonTokenType.Number)
            {
                if (rank == dimensions.Length)
                    throw new HeaderException($"a tensor has more than {dimensions.Length} dimensions");
                dimensions[rank++] = CountOf(ref reader);
            }

            return reader.TokenType == JsonTokenType.EndArray ? pool.Keep(dimensions[..rank]) : throw new HeaderException("a shape is no list of numbers");
        }

        private static Extent ReadExtent(ref Utf8JsonReader reader)
        {
            Expect(ref reader, JsonTokenType.StartArray);
            Expect(ref reader, JsonTokenType.Number);
            var begin = CountOf(ref reader);
            Expect(ref reader, JsonTokenType.Number);
            var end = CountOf(ref reader);
            Expect(ref reader, JsonTokenType.EndArray);
            return begin <= end ? new(begin, end) : throw new HeaderException("a tensor ends before it begins");
        }

        private long CheckExtents()
        {
            var sorted = CollectionsMarshal.AsSpan(extents);
            sorted.Sort(static (left, right) => left.Begin != right.Begin ? left.Begin.CompareTo(right.Begin) : left.End.CompareTo(right.End));
            var end = 0L;
            foreach (var extent in sorted)
            {
                if (extent.Begin != end)
                    throw new HeaderException(extent.Begin < end ? "two of its tensors overlap" : "there is a hole between its tensors");
                end = extent.End;
            }

            return end;
        }

        private static long ElementsOf(ReadOnlySpan<long> shape)
        {
            var product = 1L;
            foreach (var length in shape)
                product = checked(product * length);
            return product;
        }

        private static long CountOf(ref Utf8JsonReader reader) =>
            reader.TryGetInt64(out var count) && count >= 0 ? count : throw new HeaderException("a length or an offset is no count");

        private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
        {
            if (!reader.Read() || reader.TokenType != type)
                throw new HeaderException("its header is not the JSON that the format wants");
        }
    }

    private readonly record struct Extent(long Begin, long End);
}
