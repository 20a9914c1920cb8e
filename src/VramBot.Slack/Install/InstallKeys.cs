using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using VramBot.Storage;

namespace VramBot.Slack.Install;

/// <summary>
/// What tokens and states are encrypted with. Beside a file: keys in a folder, for the bot's own eyes, made when they are first needed. In a shared database: a key that comes from the app's client secret,
/// which all replicas have and the database has not.
/// </summary>
internal sealed class InstallKeys(IOptions<StorageOptions> options, IOptions<SlackOptions> slack)
{
    private const string Folder = "keys";
    private const string Application = "VramBot";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly Lazy<IDataProtectionProvider> keys = new(() =>
    {
        var folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(options.Value.Path))!, Folder);
        var made = OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder) : Directory.CreateDirectory(folder, OwnerOnly);
        return DataProtectionProvider.Create(made, protection => protection.SetApplicationName(Application));
    }, LazyThreadSafetyMode.PublicationOnly);

    /// <summary>Encrypts, for one purpose.</summary>
    /// <exception cref="StorageException">There is no key, and none can be made.</exception>
    public byte[] Protect(string purpose, byte[] content)
    {
        if (options.Value.IsShared)
            return SecretOf(purpose).Protect(content);
        try
        {
            return keys.Value.CreateProtector(purpose).Protect(content);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new StorageException("The keys beside the database cannot be written: set Storage__Path to a file in a folder that the bot may write to.", exception);
        }
    }

    /// <summary>Decrypts; null what was encrypted otherwise, or changed since.</summary>
    public byte[]? Reveal(string purpose, byte[] content)
    {
        try
        {
            return options.Value.IsShared ? SecretOf(purpose).Reveal(content) : keys.Value.CreateProtector(purpose).Unprotect(content);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return null;
        }
    }

    private SecretBox SecretOf(string purpose) => new(slack.Value.ClientSecret ?? string.Empty, purpose);
}
