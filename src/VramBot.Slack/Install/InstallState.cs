using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using VramBot.Chat;

namespace VramBot.Slack.Install;

/// <summary>The state that an installation carries to Slack and back: encrypted, good for ten minutes, once, and in the browser that began.</summary>
internal sealed class InstallState(InstallKeys keys, TimeProvider time)
{
    /// <summary>How long it is good.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private const string Purpose = "VramBot.Slack.State.v1";
    private const int NonceLength = 16;
    private const int MostRemembered = 10_000;
    private const int Longest = 1024;

    private readonly RecentKeys used = new(MostRemembered);

    /// <summary>Makes one.</summary>
    /// <returns>What goes to Slack, and what stays in the browser's cookie.</returns>
    public (string State, string Cookie) Make()
    {
        var content = new byte[NonceLength + sizeof(long)];
        RandomNumberGenerator.Fill(content.AsSpan(0, NonceLength));
        BinaryPrimitives.WriteInt64LittleEndian(content.AsSpan(NonceLength), (time.GetUtcNow() + Life).ToUnixTimeSeconds());
        return (WebEncoders.Base64UrlEncode(keys.For(Purpose).Protect(content)), WebEncoders.Base64UrlEncode(content.AsSpan(0, NonceLength)));
    }

    /// <summary>Takes one back.</summary>
    public bool Take(string? state, string? cookie)
    {
        if (state is not { Length: > 0 and <= Longest } || cookie is not { Length: > 0 and <= Longest })
            return false;
        try
        {
            var content = keys.For(Purpose).Unprotect(WebEncoders.Base64UrlDecode(state));
            return content.Length == NonceLength + sizeof(long)
                && BinaryPrimitives.ReadInt64LittleEndian(content.AsSpan(NonceLength)) >= time.GetUtcNow().ToUnixTimeSeconds()
                && CryptographicOperations.FixedTimeEquals(content.AsSpan(0, NonceLength), WebEncoders.Base64UrlDecode(cookie))
                && used.Add(Convert.ToHexString(content, 0, NonceLength));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return false;
        }
    }
}
