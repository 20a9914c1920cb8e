using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace VramBot.Discord;

/// <summary>What Discord needs to be told. Environment variables begin with <c>Discord__</c>.</summary>
public sealed partial class DiscordOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Discord";

    /// <summary>Where Discord's REST API is when nothing else is set.</summary>
    public const string DefaultApiBaseUrl = "https://discord.com/api/v10";

    /// <summary>The bot token; opens the gateway. A secret: never logged.</summary>
    [RegularExpression("[!-~]+", ErrorMessage = "Discord:Token has spaces or signs in it that no token has. Set Discord__Token to the bare token, without \"Bot \" before it.")]
    public string? Token { get; set; }

    /// <summary>The application's public key, 64 hexadecimal digits; opens the signed HTTP endpoint.</summary>
    [RegularExpression("[0-9A-Fa-f]{64}", ErrorMessage = "Discord:PublicKey must be 64 hexadecimal digits, as the Developer Portal shows them. Set Discord__PublicKey.")]
    public string? PublicKey { get; set; }

    /// <summary>The application's id. Left out, Discord is asked for it with the token.</summary>
    [RegularExpression("[0-9]{1,20}", ErrorMessage = "Discord:ApplicationId must be the digits of an id. Set Discord__ApplicationId.")]
    public string? ApplicationId { get; set; }

    /// <summary>The one server to register commands in, for trying things out. Left out, they are registered everywhere.</summary>
    [RegularExpression("[0-9]{1,20}", ErrorMessage = "Discord:GuildId must be the digits of a server's id. Set Discord__GuildId.")]
    public string? GuildId { get; set; }

    /// <summary>Where Discord's REST API is, version included. Default <see cref="DefaultApiBaseUrl"/>; another one for tests and for proxies.</summary>
    [Required(ErrorMessage = "Discord:ApiBaseUrl is empty. Leave Discord__ApiBaseUrl out, or set it to " + DefaultApiBaseUrl + ".")]
    [RegularExpression("https?://[^\\s/?#]+(/[^\\s?#]*)?", ErrorMessage = "Discord:ApiBaseUrl must be an address such as " + DefaultApiBaseUrl + ". Set Discord__ApiBaseUrl.")]
    public string ApiBaseUrl { get; set; } = DefaultApiBaseUrl;

    /// <summary>Holds the settings against what is said of them above; all faults at once.</summary>
    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<DiscordOptions>;
}
