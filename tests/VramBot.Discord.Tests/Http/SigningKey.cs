using System.Runtime.InteropServices;
using System.Text;

namespace VramBot.Discord.Tests.Http;

/// <summary>Signs as Discord does, with the key of RFC 8032's first test.</summary>
internal static partial class SigningKey
{
    private const string Library = "libcrypto.so.3";
    private const int Ed25519 = 1087;

    /// <summary>The public half.</summary>
    public const string PublicKey = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    private const string SecretKey = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    /// <summary>The signature over a timestamp and a body, as hexadecimal digits.</summary>
    public static string Sign(string timestamp, ReadOnlySpan<byte> body)
    {
        byte[] message = [.. Encoding.ASCII.GetBytes(timestamp), .. body];
        var secret = Convert.FromHexString(SecretKey);
        var signature = new byte[64];
        var length = (nuint)signature.Length;
        var key = NewPrivateKey(Ed25519, 0, secret, (nuint)secret.Length);
        var digest = NewDigest();
        try
        {
            Assert.Equal(1, BeginSigning(digest, 0, 0, 0, key));
            Assert.Equal(1, Sign(digest, signature, ref length, message, (nuint)message.Length));
        }
        finally
        {
            FreeDigest(digest);
            FreeKey(key);
        }

        return Convert.ToHexStringLower(signature);
    }

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_new_raw_private_key")]
    private static partial nint NewPrivateKey(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_free")]
    private static partial void FreeKey(nint key);

    [LibraryImport(Library, EntryPoint = "EVP_MD_CTX_new")]
    private static partial nint NewDigest();

    [LibraryImport(Library, EntryPoint = "EVP_MD_CTX_free")]
    private static partial void FreeDigest(nint digest);

    [LibraryImport(Library, EntryPoint = "EVP_DigestSignInit")]
    private static partial int BeginSigning(nint digest, nint keyContext, nint type, nint engine, nint key);

    [LibraryImport(Library, EntryPoint = "EVP_DigestSign")]
    private static partial int Sign(nint digest, Span<byte> signature, ref nuint signatureLength, ReadOnlySpan<byte> message, nuint messageLength);
}
