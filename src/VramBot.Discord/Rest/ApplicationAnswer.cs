using System.Collections.Immutable;
using System.Text.Json;

namespace VramBot.Discord.Rest;

/// <summary>The application that a bot token belongs to.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="VerifyKey">Its public key, 64 hexadecimal digits.</param>
/// <param name="InteractionsEndpointUrl">Where Discord sends interactions; null while the gateway has them.</param>
/// <param name="Flags">Its flags.</param>
internal sealed record ApplicationAnswer(string Id, string? Name, string? VerifyKey, string? InteractionsEndpointUrl, long Flags)
{
    /// <summary>Where it can be installed, by number: 0 on servers, 1 by people; null where Discord does not say.</summary>
    public ImmutableDictionary<string, JsonElement>? IntegrationTypesConfig { get; init; }
}
