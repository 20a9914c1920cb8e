namespace VramBot.Discord.Http;

/// <summary>A public key that checks Ed25519 signatures (RFC 8032). It may be used by several threads at once.</summary>
internal sealed class Ed25519PublicKey : IDisposable
{
    /// <summary>The bytes of a key.</summary>
    public const int KeyLength = 32;

    /// <summary>The bytes of a signature.</summary>
    public const int SignatureLength = 64;

    private readonly SafeKeyHandle key;

    private Ed25519PublicKey(SafeKeyHandle key) => this.key = key;

    /// <summary>Reads a key of 64 hexadecimal digits.</summary>
    /// <exception cref="InvalidOperationException">It is none, or OpenSSL is not there.</exception>
    public static Ed25519PublicKey FromHex(string digits)
    {
        Span<byte> bytes = stackalloc byte[KeyLength];
        if (digits.Length != 2 * KeyLength || Convert.FromHexString(digits, bytes, out _, out _) != System.Buffers.OperationStatus.Done)
            throw new InvalidOperationException("Discord__PublicKey must be 64 hexadecimal digits, as the Developer Portal shows them. Set Discord__PublicKey.");
        try
        {
            var key = LibCrypto.NewPublicKey(LibCrypto.Ed25519, 0, bytes, KeyLength);
            return key.IsInvalid ? throw new InvalidOperationException("OpenSSL does not take Discord__PublicKey. Set Discord__PublicKey to the one that the Developer Portal shows.") : new(key);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException or TypeInitializationException)
        {
            throw new InvalidOperationException("Discord__PublicKey is set, but the signatures that it is for cannot be checked: OpenSSL's libcrypto (libcrypto.so.3) is not installed. Install OpenSSL 3, or leave the key out.", exception);
        }
    }

    /// <summary>Whether a signature is this key's over a message.</summary>
    public bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureLength)
            return false;
        using var digest = LibCrypto.NewDigest();
        var good = !digest.IsInvalid
            && LibCrypto.BeginVerifying(digest, 0, 0, 0, key) == 1
            && LibCrypto.Verify(digest, signature, (nuint)signature.Length, message, (nuint)message.Length) == 1;
        if (!good)
            LibCrypto.ClearErrors();
        return good;
    }

    /// <inheritdoc />
    public void Dispose() => key.Dispose();
}
