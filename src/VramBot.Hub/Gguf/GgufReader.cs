using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using VramBot.Hub.Checkpoints;

namespace VramBot.Hub.Gguf;

/// <summary>Reads the header of a GGUF file, version 2 or 3, little endian: metadata, then tensors. Vocabularies are passed over without being read.</summary>
/// <remarks>
/// <para>A tensor's offset is the sum of those before it, each padded to the alignment: <c>size = rows · row / block · bytes of a block</c>.</para>
/// <para>Source: ggml-org/ggml, docs/gguf.md, and src/gguf.cpp (what it refuses).</para>
/// </remarks>
internal static class GgufReader
{
    /// <summary>The longest header that is read: a vocabulary of 262,144 words with its merges takes 8 to 16 MB.</summary>
    public const int LongestHeader = 16 << 20;

    /// <summary>The most tensors of one file.</summary>
    public const int MostTensors = 1 << 16;

    /// <summary>The most keys of one file's metadata.</summary>
    public const int MostKeys = 1 << 12;

    private const uint Magic = 0x46554747;
    private const int LongestKey = 256;
    private const int LongestTensorName = 256;
    private const int MostDimensions = 4;
    private const int MostAlignment = 1 << 16;
    private const int DefaultAlignment = 32;

    /// <summary>Reads a header from a file's first bytes.</summary>
    /// <param name="start">The bytes.</param>
    /// <param name="fileLength">The file's length where it is known: the tensors must lie in it.</param>
    /// <returns>The header; null when it does not end within these bytes.</returns>
    /// <exception cref="HeaderException">It is not a header, or contradicts itself.</exception>
    public static GgufHeader? Read(ReadOnlySpan<byte> start, long? fileLength)
    {
        try
        {
            return new Reading().Read(start, fileLength);
        }
        catch (OverflowException)
        {
            throw new HeaderException("a tensor of it has more elements than can be counted");
        }
    }

    private sealed class Reading
    {
        private readonly ImmutableDictionary<string, GgufValue>.Builder metadata = ImmutableDictionary.CreateBuilder<string, GgufValue>(StringComparer.Ordinal);
        private readonly ArrayBufferWriter<byte> kept = new();
        private readonly DimensionPool pool = new();
        private long keptKeys;

        public GgufHeader? Read(ReadOnlySpan<byte> start, long? fileLength)
        {
            var cursor = new GgufCursor(start);
            var version = Begin(ref cursor);
            var tensorCount = cursor.Count(MostTensors, "tensors");
            var keys = cursor.Count(MostKeys, "keys");
            for (var index = 0L; index < keys && !cursor.IsShort; index++)
                ReadKey(ref cursor);
            if (cursor.IsShort)
                return null;
            var infos = cursor.Position;
            SkipTensors(ref cursor, tensorCount);
            if (cursor.IsShort)
                return null;
            var names = cursor.Since(infos).ToArray();
            var alignment = Alignment();
            var (tensors, length) = ReadTensors(names, tensorCount, alignment);
            var dataStart = Padded(cursor.Position, alignment);
            if (fileLength is { } whole && dataStart + length > Padded(whole, alignment))
                throw new HeaderException($"its tensors end at byte {dataStart + length} and the file has {whole}");
            return new()
            {
                Version = version,
                Metadata = metadata.ToImmutable(),
                Tensors = tensors,
                Alignment = alignment,
                DataStart = dataStart,
                DataLength = length,
                Reduced = Reduce(version, tensorCount, names),
            };
        }

        private static int Begin(ref GgufCursor cursor)
        {
            var magic = cursor.UInt32();
            if (!cursor.IsShort && magic != Magic)
                throw new HeaderException("it does not begin with GGUF");
            var version = cursor.UInt32();
            if (cursor.IsShort || version is 2 or 3)
                return (int)(version & 3);
            throw new HeaderException(BinaryPrimitives.ReverseEndianness(version) is 2 or 3 ? "it is for big-endian machines" : $"it has version {version}; versions 2 and 3 are read");
        }

        private void ReadKey(ref GgufCursor cursor)
        {
            var begin = cursor.Position;
            var key = cursor.Text(LongestKey, "bytes in a key");
            var type = (GgufValueType)cursor.UInt32();
            var value = type == GgufValueType.List ? GgufValues.List(ref cursor) : GgufValues.Scalar(ref cursor, type);
            if (cursor.IsShort)
                return;
            if (!metadata.TryAdd(Encoding.UTF8.GetString(key), value))
                throw new HeaderException("it has a key twice");
            // Words and their scores are of no use later; what is short or a number a layer is.
            if (cursor.Position - begin > GgufValues.LongestKept || (value.Length > 0 && value.Numbers.IsEmpty))
                return;
            kept.Write(cursor.Since(begin));
            keptKeys++;
        }

        private int Alignment()
        {
            if (metadata.GetValueOrDefault("general.alignment") is not { } stated)
                return DefaultAlignment;
            return stated.Number is >= 1 and <= MostAlignment and var alignment && (alignment & (alignment - 1)) == 0
                ? (int)alignment
                : throw new HeaderException("its alignment is no power of two");
        }

        private static void SkipTensors(ref GgufCursor cursor, long count)
        {
            for (var index = 0L; index < count && !cursor.IsShort; index++)
            {
                cursor.Text(LongestTensorName, "bytes in a tensor's name");
                var rank = cursor.UInt32();
                if (rank > MostDimensions)
                    throw new HeaderException($"a tensor of it has {rank} dimensions, more than {MostDimensions}");
                cursor.Skip((rank * sizeof(ulong)) + sizeof(uint) + sizeof(ulong));
            }
        }

        private (ImmutableArray<StoredTensor> Tensors, long Length) ReadTensors(byte[] infos, long count, int alignment)
        {
            var tensors = ImmutableArray.CreateBuilder<StoredTensor>((int)count);
            var seen = new HashSet<string>((int)count, StringComparer.Ordinal);
            var cursor = new GgufCursor(infos);
            var end = 0L;
            for (var index = 0L; index < count; index++)
            {
                var tensor = ReadTensor(ref cursor, infos, out var offset);
                if (offset != (ulong)end)
                    throw new HeaderException(offset < (ulong)end ? "two of its tensors overlap" : "there is a hole between its tensors");
                if (!seen.Add(tensor.Name))
                    throw new HeaderException("it has a tensor twice");
                tensors.Add(tensor);
                end = Padded(end + tensor.Size, alignment);
            }

            return (tensors.MoveToImmutable(), end);
        }

        private StoredTensor ReadTensor(ref GgufCursor cursor, byte[] infos, out ulong offset)
        {
            var name = cursor.Text(LongestTensorName, "bytes in a tensor's name").Length;
            var utf8 = infos.AsMemory(cursor.Position - name, name);
            var rank = (int)cursor.UInt32();
            Span<long> shape = stackalloc long[MostDimensions];
            var elements = 1L;
            // The file has the row's length first; PyTorch, and so everything here, has it last.
            for (var index = rank - 1; index >= 0; index--)
            {
                shape[index] = cursor.Count(long.MaxValue, "elements in a row");
                elements = checked(elements * shape[index]);
            }

            var number = cursor.UInt32();
            var type = GgufTypes.Find(number) ?? throw new HeaderException($"a tensor of it has type {number}, which is not known");
            offset = cursor.UInt64();
            if (rank > 0 && shape[rank - 1] % type.ElementsPerBlock != 0)
                throw new HeaderException($"a tensor of it has rows that are no whole blocks of {type.Name}");
            return new(utf8, type, pool.Keep(shape[..rank]), type.SizeOf(elements) ?? throw new HeaderException("a tensor of it has more bytes than can be counted"));
        }

        private byte[] Reduce(int version, long tensors, byte[] infos)
        {
            var header = new byte[24 + kept.WrittenCount + infos.Length];
            BinaryPrimitives.WriteUInt32LittleEndian(header, Magic);
            BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), (uint)version);
            BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(8), tensors);
            BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(16), keptKeys);
            kept.WrittenSpan.CopyTo(header.AsSpan(24));
            infos.CopyTo(header.AsSpan(24 + kept.WrittenCount));
            return header;
        }

        private static long Padded(long size, int alignment) => checked(size + alignment - 1) / alignment * alignment;
    }
}
