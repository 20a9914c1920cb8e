using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace VramBot.Discord;

/// <summary>What Discord needs to be told. Environment variables begin with <c>Discord__</c>.</summary>
public sealed partial class DiscordOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Discord";

    /// <summary>Where Discord's REST API is when nothing else is set.</summary>
    public const string DefaultApiBaseUrl = "https://discord.com/api/v10";

    /// <summary>The bot token; opens the gateway. A secret: never logged.</summary>
    [PasswordPropertyText(true)]
    [RegularExpression("[!-~]+", ErrorMessage = "Discord__Token has spaces or signs in it that no token has. Set Discord__Token to the bare token, without \"Bot \" before it.")]
    public string? Token { get; set; }

    /// <summary>The application's public key, 64 hexadecimal digits; opens the signed HTTP endpoint.</summary>
    [RegularExpression("[0-9A-Fa-f]{64}", ErrorMessage = "Discord__PublicKey must be 64 hexadecimal digits, as the Developer Portal shows them. Set Discord__PublicKey.")]
    public string? PublicKey { get; set; }

    /// <summary>The application's id. Left out, Discord is asked for it with the token.</summary>
    [RegularExpression("[0-9]{1,20}", ErrorMessage = "Discord__ApplicationId must be the digits of an id. Set Discord__ApplicationId.")]
    public string? ApplicationId { get; set; }

    /// <summary>The one server to register commands in, for trying things out. Left out, they are registered everywhere.</summary>
    [RegularExpression("[0-9]{1,20}", ErrorMessage = "Discord__GuildId must be the digits of a server's id. Set Discord__GuildId.")]
    public string? GuildId { get; set; }

    /// <summary>Where Discord's REST API is, version included. Default <see cref="DefaultApiBaseUrl"/>; another one for tests and for proxies.</summary>
    [Required(ErrorMessage = "Discord__ApiBaseUrl is empty. Leave Discord__ApiBaseUrl out, or set it to " + DefaultApiBaseUrl + ".")]
    [RegularExpression("https?://[^\\s/?#]+(/[^\\s?#]*)?", ErrorMessage = "Discord__ApiBaseUrl must be an address such as " + DefaultApiBaseUrl + ". Set Discord__ApiBaseUrl.")]
    public string ApiBaseUrl { get; set; } = DefaultApiBaseUrl;

    /// <summary>Where the gateway is: an address that begins with <c>wss://</c>, or with <c>ws://</c> on this machine. Default: Discord's API is asked.</summary>
    [RegularExpression("wss?://.+", ErrorMessage = "Discord__GatewayUrl must begin with wss:// (or ws://). Set Discord__GatewayUrl, or leave it out to have Discord asked.")]
    public string? GatewayUrl { get; set; }

    /// <summary>How many connections the bot's servers are spread over: <c>auto</c>, the default, takes what Discord recommends; more than one is needed from 2500 servers.</summary>
    [RegularExpression("auto|[1-9][0-9]{0,3}", ErrorMessage = "Discord__Shards must be auto or a number from 1 to 9999. Set Discord__Shards.")]
    public string Shards { get; set; } = "auto";

    /// <summary>The one of these connections that this process opens, counted from 0, where each has a process of its own. Left out, the default, it opens them all.</summary>
    [RegularExpression("[0-9]{1,4}", ErrorMessage = "Discord__Shard must be a number, counted from 0. Set Discord__Shard, or leave it out to open all shards here.")]
    public string? Shard { get; set; }

    /// <summary>Whether only the person who asks sees the answer, when the line does not say it. Default: everybody sees it.</summary>
    public bool Ephemeral { get; set; }

    /// <summary>The shard that is this process's alone; none when it opens them all.</summary>
    internal int? OwnShard => int.TryParse(Shard, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
