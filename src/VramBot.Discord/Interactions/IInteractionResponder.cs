using System.Text.Json;
using VramBot.Discord.Rest;

namespace VramBot.Discord.Interactions;

/// <summary>The one handler behind both doors: an interaction in, the first answer out.</summary>
internal interface IInteractionResponder
{
    /// <summary>Gives the callback object <c>{type, data}</c> within Discord's three seconds. Work that takes longer is deferred, and edits the answer over REST by itself.</summary>
    /// <param name="interaction">The interaction object; it outlives the document that it was read from.</param>
    /// <param name="cancellationToken">Stops waiting; the bot is going down.</param>
    Task<DiscordBody> RespondAsync(JsonElement interaction, CancellationToken cancellationToken);
}
