using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using VramBot.Hub.Checkpoints;

namespace VramBot.Hub.Gguf;

/// <summary>Reads the values of a GGUF file's metadata.</summary>
internal static class GgufValues
{
    /// <summary>The longest key with its value that is worth keeping for later.</summary>
    public const int LongestKept = 16 << 10;

    private const int LongestText = 4 << 20;
    private const int LongestKeptText = 512;

    // A value a layer: the deepest published models have fewer than 200 layers.
    private const int LongestKeptList = 1024;

    /// <summary>A single value.</summary>
    public static GgufValue Scalar(ref GgufCursor cursor, GgufValueType type)
    {
        if (type == GgufValueType.Text)
            return cursor.Text(LongestText, "bytes in a text") is { Length: > 0 and <= LongestKeptText } text ? GgufValue.OfText(Encoding.UTF8.GetString(text)) : GgufValue.Skipped;
        var bytes = cursor.Take(WidthOf(type));
        if (bytes.IsEmpty)
            return GgufValue.Skipped;
        return type switch
        {
            GgufValueType.Float32 => GgufValue.OfReal(BinaryPrimitives.ReadSingleLittleEndian(bytes)),
            GgufValueType.Float64 => GgufValue.OfReal(BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
            _ => GgufValue.OfNumber(Number(bytes, type)),
        };
    }

    /// <summary>A list: its numbers when it is a short list of them, its length otherwise.</summary>
    public static GgufValue List(ref GgufCursor cursor)
    {
        var type = (GgufValueType)cursor.UInt32();
        var length = cursor.Count(GgufReader.LongestHeader, "entries in a list");
        if (cursor.IsShort)
            return GgufValue.Skipped;
        if (type == GgufValueType.List)
            throw new HeaderException("it has a list of lists");
        if (type == GgufValueType.Text)
        {
            cursor.SkipTexts(length, LongestText);
            return GgufValue.Skipped with { Length = length };
        }

        var width = WidthOf(type);
        if (length > LongestKeptList || type is GgufValueType.Float32 or GgufValueType.Float64)
        {
            cursor.Skip(length * width);
            return GgufValue.Skipped with { Length = length };
        }

        var bytes = cursor.Take((int)length * width);
        if (cursor.IsShort)
            return GgufValue.Skipped;
        var numbers = ImmutableArray.CreateBuilder<long>((int)length);
        for (var index = 0; index < length; index++)
            numbers.Add(Number(bytes.Slice(index * width, width), type));
        return GgufValue.Skipped with { Numbers = numbers.MoveToImmutable(), Length = length };
    }

    private static int WidthOf(GgufValueType type) => type switch
    {
        GgufValueType.UInt8 or GgufValueType.Int8 or GgufValueType.Truth => 1,
        GgufValueType.UInt16 or GgufValueType.Int16 => 2,
        GgufValueType.UInt32 or GgufValueType.Int32 or GgufValueType.Float32 => 4,
        GgufValueType.UInt64 or GgufValueType.Int64 or GgufValueType.Float64 => 8,
        _ => throw new HeaderException($"it has a value of type {(int)type}, which is not known"),
    };

    private static long Number(ReadOnlySpan<byte> bytes, GgufValueType type) => type switch
    {
        GgufValueType.Int8 => (sbyte)bytes[0],
        GgufValueType.UInt8 or GgufValueType.Truth => bytes[0],
        GgufValueType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        GgufValueType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        GgufValueType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        GgufValueType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        // A count past the largest signed number means nothing here.
        GgufValueType.UInt64 => (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(bytes), long.MaxValue),
        _ => BinaryPrimitives.ReadInt64LittleEndian(bytes),
    };
}
