using VramBot.Chat.Checkups;
using VramBot.Discord.Http;
using VramBot.Discord.Rest;

namespace VramBot.Discord.Checkups;

/// <summary>Looks whether signatures can be checked, and by the right key.</summary>
internal static class PublicKeyCheck
{
    private const string Key = "Discord key";
    private const string Library = "libcrypto";
    private const string KeyPage = "Set Discord__PublicKey to the one that the Developer Portal shows under General Information.";

    // RFC 8032, section 7.1, TEST 2: the key, a message of one byte, and its signature.
    private const string KnownKey = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    private const string KnownMessage = "72";
    private const string KnownSignature = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

    /// <summary>What is found.</summary>
    /// <param name="options">The settings, with a key among them.</param>
    /// <param name="application">What Discord says of the application; null where nobody asked.</param>
    public static IEnumerable<Finding> Of(DiscordOptions options, ApplicationAnswer? application)
    {
        yield return Libcrypto();
        yield return Settled(options.PublicKey!, application);
        if (application is { InteractionsEndpointUrl: not { Length: > 0 } })
            yield return Finding.Warning("Discord endpoint", "no address is set in the Developer Portal: interactions come over the gateway", "Once the bot answers at a public address, put that address with /discord/interactions under Interactions Endpoint URL.");
    }

    private static Finding Settled(string digits, ApplicationAnswer? application) =>
        !Ed25519Point.IsOnCurve(Convert.FromHexString(digits)) ? Finding.Broken(Key, "it is no Ed25519 key: a digit is wrong", KeyPage)
        : application?.VerifyKey is { Length: > 0 } right && !string.Equals(right, digits, StringComparison.OrdinalIgnoreCase) ? Finding.Broken(Key, "it is not that of the application that the token belongs to", KeyPage)
        : Finding.Fine(Key, application is null ? "it can be a key; whether it is the application's, only Discord__Token would tell" : "it is the application's");

    private static Finding Libcrypto()
    {
        try
        {
            using var key = Ed25519PublicKey.FromHex(KnownKey);
            return key.Verifies(Convert.FromHexString(KnownMessage), Convert.FromHexString(KnownSignature))
                ? Finding.Fine(Library, "it checks Ed25519 signatures")
                : Finding.Broken(Library, "it does not know a good Ed25519 signature", "Install OpenSSL 3 in place of the one that is there.");
        }
        catch (InvalidOperationException)
        {
            return Finding.Broken(Library, "OpenSSL's libcrypto.so.3 is not there: signatures cannot be checked", "Install OpenSSL 3 (Debian and Ubuntu: libssl3), or leave Discord__PublicKey out.");
        }
    }
}
