using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using VramBot.Storage;

namespace VramBot.Slack.Install;

/// <summary>What tokens and states are encrypted with: keys in a folder beside the database, for the bot's own eyes. Made when they are first needed.</summary>
internal sealed class InstallKeys(IOptions<StorageOptions> options)
{
    private const string Folder = "keys";
    private const string Application = "VramBot";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly Lazy<IDataProtectionProvider> keys = new(() =>
    {
        var folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(options.Value.Path))!, Folder);
        return DataProtectionProvider.Create(MakeFolder(folder), protection => protection.SetApplicationName(Application));
    });

    /// <summary>What encrypts for one purpose.</summary>
    public IDataProtector For(string purpose) => keys.Value.CreateProtector(purpose);

    /// <summary>Makes a folder that nobody else may look into, if it is not there.</summary>
    public static DirectoryInfo MakeFolder(string path) => OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, OwnerOnly);
}
