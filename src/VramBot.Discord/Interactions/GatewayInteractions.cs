using System.Collections.Frozen;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using VramBot.Chat;
using VramBot.Chat.Metrics;
using VramBot.Core.Languages;
using VramBot.Discord.Rendering;
using VramBot.Discord.Rest;

namespace VramBot.Discord.Interactions;

/// <summary>Answers what comes over the gateway: each interaction once, on a thread of its own, over REST.</summary>
internal sealed partial class GatewayInteractions(IInteractionResponder responder, DiscordRest rest, WorkInFlight work, ILogger<GatewayInteractions> logger) : IInteractionSink
{
    /// <summary>More than this at once cannot be answered in three seconds: whoever asks then is told so.</summary>
    internal const int MostInFlight = 2000;

    /// <summary>Ids that are remembered: what a session replays when it is resumed, and much more.</summary>
    private const int Remembered = 4096;

    /// <summary>Written down ahead, in each language: who is told so takes no time of others.</summary>
    private static readonly FrozenDictionary<string, DiscordBody> BusyBodies = Language.All.ToFrozenDictionary(
        language => language.Tag,
        language => new DiscordBody(JsonSerializer.SerializeToUtf8Bytes(new(CallbackType.Message, MessageRenderer.Say(language.Of(BusyWords.Text))), DiscordJson.Writing.MessageCallback)));

    /// <summary>Of one person and of one server, so that others are answered beside them.</summary>
    private readonly WorkGate gate = new(MostInFlight, MostInFlight / 40, MostInFlight / 2);

    private readonly RecentKeys seen = new(Remembered);

    public void Accept(JsonElement interaction)
    {
        if (Text(interaction, "id") is not { } id || Text(interaction, "token") is not { } token)
            Log.NoInteraction(logger);
        else if (seen.Add(id))
            work.Track(AnswerAsync(id, token, interaction, work.Count < MostInFlight ? gate.Enter(AskerOf(interaction)) : null));
    }

    private async Task AnswerAsync(string id, string token, JsonElement interaction, IDisposable? pass)
    {
        var since = Stopwatch.GetTimestamp();
        await Task.Yield();
        using var inside = pass;
        using var scope = Log.Interaction(logger, id);
        try
        {
            var body = pass is null ? BusyBodies[(Language.Named(Text(interaction, "locale")) ?? Language.English).Tag] : await responder.RespondAsync(interaction, CancellationToken.None).ConfigureAwait(false);
            await rest.RespondAsync(id, token, body, CancellationToken.None).ConfigureAwait(false);
            ChatMetrics.Acknowledged(ChatMetrics.Discord, ChatMetrics.Socket, since);
        }
        catch (Exception exception) when (exception is DiscordApiException or HttpRequestException or OperationCanceledException)
        {
            Log.NotAnswered(logger, id, exception.Message);
        }
        catch (Exception exception)
        {
            // A task that nobody awaits would fail without a word. The kind alone is told: the message may hold what was typed.
            Log.NotAnswered(logger, id, exception.GetType().Name);
        }
    }

    private static Asker? AskerOf(JsonElement interaction)
    {
        var person = interaction.TryGetProperty("member", out var member) && member.ValueKind == JsonValueKind.Object ? member : interaction;
        return person.TryGetProperty("user", out var user) && Text(user, "id") is { } id ? new(ChatMetrics.Discord, id, Text(interaction, "guild_id")) : null;
    }

    private static string? Text(JsonElement interaction, string name) =>
        interaction.ValueKind == JsonValueKind.Object && interaction.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static partial class Log
    {
        /// <summary>All that is logged meanwhile bears the interaction's id.</summary>
        public static readonly Func<ILogger, string, IDisposable?> Interaction = LoggerMessage.DefineScope<string>("Interaction {Interaction}");

        [LoggerMessage(120, LogLevel.Warning, "Interaction {Id} was not answered: {Reason}")]
        public static partial void NotAnswered(ILogger logger, string id, string reason);

        [LoggerMessage(121, LogLevel.Warning, "An interaction came without an id or a token")]
        public static partial void NoInteraction(ILogger logger);
    }
}
