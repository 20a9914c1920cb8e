namespace VramBot.Discord.Gateway;

/// <summary>How a client names itself to the gateway.</summary>
/// <param name="Os">The operating system.</param>
/// <param name="Browser">The library.</param>
/// <param name="Device">The library once more.</param>
internal sealed record ClientProperties(string Os, string Browser, string Device)
{
    /// <summary>This bot's.</summary>
    public static ClientProperties Own { get; } = new(
        OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "macos" : "linux", "vrambot", "vrambot");
}
