namespace VramBot.Chat;

/// <summary>A body that was read whole, but never more of it than was allowed.</summary>
/// <param name="Whole">What a signature covers: the prefix, then the body.</param>
/// <param name="PrefixLength">How much of it is the prefix.</param>
public sealed record CappedBody(ReadOnlyMemory<byte> Whole, int PrefixLength)
{
    private const int FirstGuess = 4096;

    /// <summary>The body alone, byte for byte as it came.</summary>
    public ReadOnlyMemory<byte> Body => Whole[PrefixLength..];

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="prefix">What a signature covers before the body; empty for none.</param>
    /// <param name="most">The most bytes that the body may have.</param>
    /// <param name="length">How many bytes were announced, where they were: a hint, not trusted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The body; null when it is longer than allowed.</returns>
    public static async Task<CappedBody?> ReadAsync(Stream stream, ReadOnlyMemory<byte> prefix, int most, long? length, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (length > most)
            return null;

        // One byte more than was announced, so that the end is seen without growing.
        var buffer = new byte[prefix.Length + 1 + (int)(length ?? Math.Min(FirstGuess, most))];
        prefix.CopyTo(buffer);
        var filled = prefix.Length;
        while (await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken) is > 0 and var read)
        {
            filled += read;
            if (filled - prefix.Length > most)
                return null;
            if (filled == buffer.Length)
                Array.Resize(ref buffer, (int)Math.Min(2L * buffer.Length, (long)prefix.Length + most + 1));
        }

        return new(buffer.AsMemory(0, filled), prefix.Length);
    }
}
