using System.Buffers.Binary;
using VramBot.Hub.Checkpoints;

namespace VramBot.Hub.Gguf;

/// <summary>Walks over the first bytes of a GGUF file, and knows when there are too few of them. Nothing is allocated.</summary>
internal ref struct GgufCursor(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    /// <summary>Where it stands.</summary>
    public int Position { get; private set; }

    /// <summary>Whether something was asked for beyond the bytes that are there; everything read since is zero.</summary>
    public bool IsShort { get; private set; }

    /// <summary>What lies from <paramref name="start"/> to here.</summary>
    public readonly ReadOnlySpan<byte> Since(int start) => bytes[start..Position];

    public ReadOnlySpan<byte> Take(int count)
    {
        if (IsShort || bytes.Length - Position < count)
        {
            IsShort = true;
            return default;
        }

        Position += count;
        return bytes.Slice(Position - count, count);
    }

    public uint UInt32() => Take(sizeof(uint)) is { IsEmpty: false } four ? BinaryPrimitives.ReadUInt32LittleEndian(four) : 0;

    public ulong UInt64() => Take(sizeof(ulong)) is { IsEmpty: false } eight ? BinaryPrimitives.ReadUInt64LittleEndian(eight) : 0;

    /// <summary>A number that counts something, and may not be more than <paramref name="most"/>.</summary>
    public long Count(long most, string what)
    {
        var count = UInt64();
        return count <= (ulong)most ? (long)count : throw new HeaderException($"it has {count} {what}, more than {most}");
    }

    /// <summary>A text as its bytes.</summary>
    public ReadOnlySpan<byte> Text(int longest, string what) => Take((int)Count(longest, what));

    /// <summary>Passes over a number of bytes that may lie beyond what is there.</summary>
    public void Skip(long count)
    {
        if (IsShort || bytes.Length - Position < count)
            IsShort = true;
        else
            Position += (int)count;
    }

    /// <summary>Passes over texts, one after another, by their lengths alone.</summary>
    public void SkipTexts(long count, int longest)
    {
        for (var index = 0L; index < count; index++)
        {
            if (bytes.Length - Position < sizeof(ulong))
            {
                IsShort = true;
                return;
            }

            var length = BinaryPrimitives.ReadUInt64LittleEndian(bytes[Position..]);
            if (length > (ulong)longest)
                throw new HeaderException($"it has a text of {length} bytes, more than {longest}");
            if (bytes.Length - Position - sizeof(ulong) < (int)length)
            {
                IsShort = true;
                return;
            }

            Position += sizeof(ulong) + (int)length;
        }
    }
}
