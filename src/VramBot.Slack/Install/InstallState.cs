using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using VramBot.Storage;

namespace VramBot.Slack.Install;

/// <summary>The state that an installation carries to Slack and back: encrypted, good for ten minutes, once, and in the browser that began; whichever replica it comes back to.</summary>
internal sealed class InstallState(Database database, InstallKeys keys, TimeProvider time)
{
    /// <summary>How long it is good.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private const string Purpose = "VramBot.Slack.State.v1";
    private const int NonceLength = 16;
    private const int Longest = 1024;

    private const string Forget = "DELETE FROM slack_states WHERE until < @now";
    private const string Use = "INSERT INTO slack_states (nonce, until) VALUES (@nonce, @until) ON CONFLICT (nonce) DO NOTHING RETURNING nonce";

    /// <summary>Makes one.</summary>
    /// <returns>What goes to Slack, and what stays in the browser's cookie.</returns>
    /// <exception cref="StorageException">There is nothing to encrypt it with.</exception>
    public (string State, string Cookie) Make()
    {
        var content = new byte[NonceLength + sizeof(long)];
        RandomNumberGenerator.Fill(content.AsSpan(0, NonceLength));
        BinaryPrimitives.WriteInt64LittleEndian(content.AsSpan(NonceLength), (time.GetUtcNow() + Life).ToUnixTimeSeconds());
        return (WebEncoders.Base64UrlEncode(keys.Protect(Purpose, content)), WebEncoders.Base64UrlEncode(content.AsSpan(0, NonceLength)));
    }

    /// <summary>Takes one back.</summary>
    /// <returns>Whether it is one of ours, and comes for the first time.</returns>
    /// <exception cref="StorageException">The database does not work now, so nobody knows whether it is the first time.</exception>
    public async Task<bool> TakeAsync(string? state, string? cookie, CancellationToken cancellationToken)
    {
        if (Content(state) is not { Length: NonceLength + sizeof(long) } content || Bytes(cookie) is not { } nonce || !CryptographicOperations.FixedTimeEquals(content.AsSpan(0, NonceLength), nonce))
            return false;
        var (now, until) = (time.GetUtcNow().ToUnixTimeSeconds(), BinaryPrimitives.ReadInt64LittleEndian(content.AsSpan(NonceLength)));
        return until >= now && await database.UseAsync(async (connection, token) =>
        {
            await connection.RunAsync(Forget, token, ("@now", now)).ConfigureAwait(false);
            await using var command = connection.Command(Use, ("@nonce", Convert.ToHexString(nonce)), ("@until", until));
            return await command.ExecuteScalarAsync(token).ConfigureAwait(false) is string;
        }, cancellationToken).ConfigureAwait(false);
    }

    private byte[]? Content(string? state) => Bytes(state) is { } bytes ? keys.Reveal(Purpose, bytes) : null;

    private static byte[]? Bytes(string? text)
    {
        try
        {
            return text is { Length: > 0 and <= Longest } ? WebEncoders.Base64UrlDecode(text) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
