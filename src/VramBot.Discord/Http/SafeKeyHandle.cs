using System.Runtime.InteropServices;

namespace VramBot.Discord.Http;

/// <summary>A key of OpenSSL's.</summary>
internal sealed class SafeKeyHandle() : SafeHandle(0, ownsHandle: true)
{
    /// <inheritdoc />
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        LibCrypto.FreeKey(handle);
        return true;
    }
}
