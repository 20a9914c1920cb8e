using System.Buffers;

namespace VramBot.Chat;

/// <summary>Puts the fragments of a frame together: small while frames are small, grown for a large one and small again after it.</summary>
internal sealed class FrameBuffer : IDisposable
{
    /// <summary>A command with all that a platform tells beside it takes 2 to 5 KB.</summary>
    private const int Usual = 8 * 1024;

    /// <summary>The longest known, READY of a Discord bot in very many servers, takes some hundred KB; a frame past this is a fault or an attack.</summary>
    private const int Most = 16 * 1024 * 1024;

    private byte[] bytes = ArrayPool<byte>.Shared.Rent(Usual);
    private int length;

    /// <summary>The frame was longer than any may be, and is not here.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>The frame so far.</summary>
    public ReadOnlyMemory<byte> Frame => bytes.AsMemory(0, length);

    /// <summary>Makes ready for a new frame.</summary>
    public void Clear()
    {
        (length, IsTooLong) = (0, false);
        if (bytes.Length > 2 * Usual)
            Exchange(Usual);
    }

    /// <summary>Where the next fragment goes.</summary>
    public Memory<byte> Room()
    {
        if (length == bytes.Length && bytes.Length < Most)
        {
            Exchange(2 * bytes.Length);
        }
        else if (length == bytes.Length)
        {
            // The rest is still read, into nowhere, so that the frames behind it arrive.
            (length, IsTooLong) = (0, true);
        }

        return bytes.AsMemory(length);
    }

    /// <summary>A fragment was written.</summary>
    public void Wrote(int count) => length += count;

    /// <inheritdoc />
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        (bytes, length) = ([], 0);
    }

    private void Exchange(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(size);
        Frame.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
