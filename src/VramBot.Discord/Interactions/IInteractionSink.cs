using System.Text.Json;

namespace VramBot.Discord.Interactions;

/// <summary>Where the gateway hands its interactions.</summary>
internal interface IInteractionSink
{
    /// <summary>Takes an interaction, answers it over REST, and returns at once: a socket never waits for an answer. One that was taken before is not answered twice.</summary>
    /// <param name="interaction">The interaction object, as INTERACTION_CREATE carries it; it outlives the document that it was read from.</param>
    void Accept(JsonElement interaction);
}
