using System.Security.Cryptography;
using System.Text;

namespace VramBot.Slack.Install;

/// <summary>Encrypts with a key that comes from a secret which everybody concerned has.</summary>
/// <remarks>AES-256-GCM; the key by HKDF-SHA256 (RFC 5869) from the secret and the purpose. Written as: the form's number, a random nonce (12 bytes), the tag (16), the text.</remarks>
internal sealed class SecretBox(string secret, string purpose)
{
    private const byte Form = 1;
    private const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int TextAt = 1 + NonceLength + TagLength;

    private readonly byte[] key = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), KeyLength, info: Encoding.UTF8.GetBytes(purpose));

    /// <summary>Encrypts.</summary>
    public byte[] Protect(ReadOnlySpan<byte> content)
    {
        var written = new byte[TextAt + content.Length];
        written[0] = Form;
        RandomNumberGenerator.Fill(written.AsSpan(1, NonceLength));
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(written.AsSpan(1, NonceLength), content, written.AsSpan(TextAt), written.AsSpan(1 + NonceLength, TagLength));
        return written;
    }

    /// <summary>Decrypts.</summary>
    /// <exception cref="CryptographicException">It was encrypted otherwise, or changed since.</exception>
    public byte[] Reveal(ReadOnlySpan<byte> written)
    {
        if (written.Length < TextAt || written[0] != Form)
            throw new CryptographicException("It is of another form.");
        var content = new byte[written.Length - TextAt];
        using var cipher = new AesGcm(key, TagLength);
        cipher.Decrypt(written.Slice(1, NonceLength), written[TextAt..], written.Slice(1 + NonceLength, TagLength), content);
        return content;
    }
}
