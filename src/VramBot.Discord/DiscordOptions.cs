namespace VramBot.Discord;

/// <summary>What Discord needs to be told. Environment variables begin with <c>Discord__</c>.</summary>
public sealed class DiscordOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Discord";

    /// <summary>The bot token; opens the gateway. A secret: never logged.</summary>
    public string? Token { get; set; }

    /// <summary>The application's public key, 64 hexadecimal digits; opens the signed HTTP endpoint.</summary>
    public string? PublicKey { get; set; }
}
