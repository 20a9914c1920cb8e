using System.Reflection;
using System.Runtime.InteropServices;

namespace VramBot.Discord.Http;

/// <summary>The few functions of OpenSSL that check an Ed25519 signature; .NET has none of its own.</summary>
/// <remarks>Source: OpenSSL's manual, EVP_PKEY_new_raw_public_key(3), EVP_DigestVerifyInit(3), EVP_SIGNATURE-ED25519(7).</remarks>
internal static partial class LibCrypto
{
    /// <summary>EVP_PKEY_ED25519.</summary>
    public const int Ed25519 = 1087;

    private const string Library = "libcrypto.so.3";

    // The same library by the names that other systems give it, and its predecessor that knows the same functions.
    private static readonly string[] OtherNames = ["libcrypto.3.dylib", "libcrypto-3-x64.dll", "libcrypto-3-arm64.dll", "libcrypto.so", "libcrypto.dylib", "libcrypto.so.1.1"];

    static LibCrypto() => NativeLibrary.SetDllImportResolver(typeof(LibCrypto).Assembly, Resolve);

    /// <summary>Makes a key of its 32 bytes.</summary>
    [LibraryImport(Library, EntryPoint = "EVP_PKEY_new_raw_public_key")]
    public static partial SafeKeyHandle NewPublicKey(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    /// <summary>Lets a key go.</summary>
    [LibraryImport(Library, EntryPoint = "EVP_PKEY_free")]
    public static partial void FreeKey(nint key);

    /// <summary>Makes a context.</summary>
    [LibraryImport(Library, EntryPoint = "EVP_MD_CTX_new")]
    public static partial SafeDigestHandle NewDigest();

    /// <summary>Lets a context go.</summary>
    [LibraryImport(Library, EntryPoint = "EVP_MD_CTX_free")]
    public static partial void FreeDigest(nint digest);

    /// <summary>Readies a context for a key; 1 on success.</summary>
    [LibraryImport(Library, EntryPoint = "EVP_DigestVerifyInit")]
    public static partial int BeginVerifying(SafeDigestHandle digest, nint keyContext, nint type, nint engine, SafeKeyHandle key);

    /// <summary>Checks a signature over a whole message; 1 when it is good.</summary>
    [LibraryImport(Library, EntryPoint = "EVP_DigestVerify")]
    public static partial int Verify(SafeDigestHandle digest, ReadOnlySpan<byte> signature, nuint signatureLength, ReadOnlySpan<byte> message, nuint messageLength);

    /// <summary>Forgets what went wrong on this thread, so that it does not pile up.</summary>
    [LibraryImport(Library, EntryPoint = "ERR_clear_error")]
    public static partial void ClearErrors();

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library)
            return 0;
        foreach (var candidate in OtherNames.Prepend(Library))
            if (NativeLibrary.TryLoad(candidate, assembly, path, out var found))
                return found;
        return 0;
    }
}
