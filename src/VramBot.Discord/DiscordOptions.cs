using System.ComponentModel.DataAnnotations;

namespace VramBot.Discord;

/// <summary>What Discord needs to be told. Environment variables begin with <c>Discord__</c>.</summary>
public sealed partial class DiscordOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Discord";

    /// <summary>The bot token; opens the gateway. A secret: never logged.</summary>
    public string? Token { get; set; }

    /// <summary>The application's public key, 64 hexadecimal digits; opens the signed HTTP endpoint.</summary>
    public string? PublicKey { get; set; }

    /// <summary>Where the gateway is: an address that begins with <c>wss://</c>, or with <c>ws://</c> on this machine. Default: Discord's API is asked.</summary>
    [RegularExpression("wss?://.+", ErrorMessage = "Discord:GatewayUrl must begin with wss:// (or ws://). Set Discord__GatewayUrl, or leave it out to have Discord asked.")]
    public string? GatewayUrl { get; set; }

    /// <summary>How many connections the bot's servers are spread over: <c>auto</c>, the default, takes what Discord recommends; more than one is needed from 2500 servers.</summary>
    [RegularExpression("auto|[1-9][0-9]{0,3}", ErrorMessage = "Discord:Shards must be auto or a number from 1 to 9999. Set Discord__Shards.")]
    public string Shards { get; set; } = "auto";
}
