using System.Text.Json;
using Microsoft.Extensions.Options;
using VramBot.Chat;
using VramBot.Commands.Grammar;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Discord.Rendering;

namespace VramBot.Discord.Interactions;

/// <summary>Plays a line as the interaction that would bring it, and works its message out each time: what the responder keeps would be no practice.</summary>
internal sealed class InteractionRehearsal(IInteractionResponder responder, IAnswers answers, MessageRenderer renderer, Catalog catalog, IOptions<DiscordOptions> options) : IRehearsal
{
    private readonly LineReader lines = new(catalog.Models);

    public bool IsOpen => options.Value is { Token: { Length: > 0 } } or { PublicKey: { Length: > 0 } };

    public async Task PlayAsync(string line, CancellationToken cancellationToken)
    {
        var message = renderer.Render(await answers.AskAsync(new(line), cancellationToken).ConfigureAwait(false), line, isPrivate: true);
        JsonSerializer.SerializeToUtf8Bytes(new(CallbackType.Message, message), DiscordJson.Writing.MessageCallback);
        if (lines.Read(line, new List<Problem>()) is { } typed)
            await responder.RespondAsync(InteractionOf(typed), cancellationToken).ConfigureAwait(false);
    }

    private static JsonElement InteractionOf(TypedLine typed)
    {
        var options = typed.Options.Select(option => new InteractionOption(option.Description.Name) { Value = JsonSerializer.SerializeToElement(option.Value, DiscordJson.Default.String) });
        var interaction = new Interaction("0", "0", InteractionType.Command, "rehearsal") { Data = new() { Name = typed.Command.Name, Options = [.. options] } };
        return JsonSerializer.SerializeToElement(interaction, DiscordJson.Default.Interaction);
    }
}
