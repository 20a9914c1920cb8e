using System.Text.Json;
using VramBot.Chat;
using VramBot.Commands.Grammar;
using VramBot.Core;
using VramBot.Core.Catalogs;

namespace VramBot.Discord.Interactions;

/// <summary>Plays a line as the interaction that would bring it.</summary>
internal sealed class InteractionRehearsal(IInteractionResponder responder, Catalog catalog) : IRehearsal
{
    private readonly LineReader lines = new(catalog.Models);

    public Task PlayAsync(string line, CancellationToken cancellationToken) =>
        lines.Read(line, new List<Problem>()) is { } typed ? responder.RespondAsync(InteractionOf(typed), cancellationToken) : Task.CompletedTask;

    private static JsonElement InteractionOf(TypedLine typed)
    {
        var options = typed.Options.Select(option => new InteractionOption(option.Description.Name) { Value = JsonSerializer.SerializeToElement(option.Value, DiscordJson.Default.String) });
        var interaction = new Interaction("0", "0", InteractionType.Command, "rehearsal") { Data = new() { Name = typed.Command.Name, Options = [.. options] } };
        return JsonSerializer.SerializeToElement(interaction, DiscordJson.Default.Interaction);
    }
}
