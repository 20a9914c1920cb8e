using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace VramBot.Slack.Http;

/// <summary>Slack's signature of a request, version 0: HMAC-SHA256 over <c>v0:timestamp:body</c>.</summary>
/// <remarks>Source: Slack's documentation, "Verifying requests from Slack".</remarks>
internal sealed class SlackSignature
{
    private const string Version = "v0";

    private readonly byte[] secret;

    /// <summary>Takes the signing secret.</summary>
    /// <exception cref="ArgumentException">It is empty: with such a key anybody could sign.</exception>
    public SlackSignature(string secret)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        this.secret = Encoding.UTF8.GetBytes(secret);
    }

    /// <summary>What is signed before the body.</summary>
    public static ReadOnlyMemory<byte> PrefixOf(string timestamp) => Encoding.ASCII.GetBytes($"{Version}:{timestamp}:");

    /// <summary>Reads the header.</summary>
    /// <returns>The signature's bytes; none when it is no signature of this version.</returns>
    public static byte[]? Read(string header)
    {
        var bytes = new byte[HMACSHA256.HashSizeInBytes];
        var digits = header.AsSpan();
        return digits.StartsWith($"{Version}=", StringComparison.Ordinal) && digits[(Version.Length + 1)..] is var hex && hex.Length == 2 * bytes.Length
            && Convert.FromHexString(hex, bytes, out _, out _) == OperationStatus.Done
                ? bytes
                : null;
    }

    /// <summary>Whether a signature is the right one, in a time that does not tell how much of it is.</summary>
    public bool Verifies(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        Span<byte> own = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, signed, own);
        return CryptographicOperations.FixedTimeEquals(own, signature);
    }
}
