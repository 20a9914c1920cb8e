using System.Runtime.InteropServices;

namespace VramBot.Discord.Http;

/// <summary>A context of OpenSSL's in which one signature is checked.</summary>
internal sealed class SafeDigestHandle() : SafeHandle(0, ownsHandle: true)
{
    /// <inheritdoc />
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        LibCrypto.FreeDigest(handle);
        return true;
    }
}
