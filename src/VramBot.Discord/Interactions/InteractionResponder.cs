using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VramBot.Chat;
using VramBot.Chat.Limits;
using VramBot.Chat.Metrics;
using VramBot.Commands.Grammar;
using VramBot.Core.Languages;
using VramBot.Discord.Messages;
using VramBot.Discord.Rendering;
using VramBot.Discord.Rest;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Discord.Interactions;

/// <summary>The one handler behind both doors: reads what someone typed or clicked, asks, and writes the answer down.</summary>
/// <remarks>
/// Discord waits three seconds. An answer that is not there after <see cref="Patience"/> is announced, and the message is edited when it is: the person sees that it is being worked on.
/// </remarks>
internal sealed partial class InteractionResponder(
    IAnswers answers,
    AnswerLimits limits,
    MessageRenderer renderer,
    CommandCompletion completion,
    DiscordRest rest,
    WorkInFlight work,
    WorkGate gate,
    AskedLines asked,
    IOptions<DiscordOptions> options,
    TimeProvider time,
    ILogger<InteractionResponder> logger) : IInteractionResponder
{
    /// <summary>How long an answer may take before it is announced: half of what Discord waits, for the way there and back takes some of it.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    /// <summary>How often an announced answer tells how far it is, when it knows.</summary>
    internal static readonly TimeSpan Step = TimeSpan.FromSeconds(2.5);

    private static readonly string TooOld = Later("This button is from another version of the bot, or was changed on the way. Ask again, for example with /vram.");
    private static readonly string Unknown = Later("I don't know what to do with this. /vram-help says what there is.");
    private static readonly string Failed = Later("Something went wrong on this side; the host of the bot finds it in the log. Ask again, or something simpler.");

    /// <summary>How much of what was written is kept for a while, and as much again of what was written before: some two hundred and fifty messages of some eight thousand bytes each.</summary>
    private const int MostKept = 2 << 20;

    private readonly bool isAlwaysPrivate = options.Value.Ephemeral;
    private readonly RecentAnswers<(CallbackType Type, bool IsPrivate, Language? Language, string Line)> written = new(time, MostKept);

    public Task<DiscordBody> RespondAsync(JsonElement interaction, CancellationToken cancellationToken) => Read(interaction) is { } read
        ? RespondAsync(read, cancellationToken)
        : Task.FromResult(Said(null, Unknown));

    /// <summary>The interaction; null when it has another shape than Discord describes, which is answered like anything else that is not known.</summary>
    private static Interaction? Read(JsonElement interaction)
    {
        try
        {
            return interaction.Deserialize(DiscordJson.Default.Interaction);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Task<DiscordBody> RespondAsync(Interaction interaction, CancellationToken cancellationToken) => interaction.Type switch
    {
        InteractionType.Ping => Task.FromResult(Body(new(CallbackType.Pong))),
        InteractionType.Autocomplete => Task.FromResult(Choices(interaction)),
        InteractionType.Command => CommandAsync(interaction, cancellationToken),
        InteractionType.Component => ClickAsync(interaction, cancellationToken),
        _ => Task.FromResult(Said(interaction, Unknown)),
    };

    private DiscordBody Choices(Interaction interaction) =>
        new(JsonSerializer.SerializeToUtf8Bytes(new(CallbackType.Choices, new(completion.Of(interaction.Data))), DiscordJson.Writing.ChoicesCallback));

    private Task<DiscordBody> CommandAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        if (CommandLine.Of(interaction.Data) is not { } line)
            return Task.FromResult(Said(interaction, Unknown));
        var isPrivate = line.IsPrivate ?? isAlwaysPrivate;
        return AnswerAsync(interaction, line.Text, isPrivate, CallbackType.Message, cancellationToken);
    }

    private Task<DiscordBody> ClickAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        if (CustomIds.Read(interaction.Data?.CustomId ?? string.Empty, interaction.Data?.Values is [var chosen, ..] ? chosen : null) is not { } click)
            return Task.FromResult(Said(interaction, TooOld));
        var isPrivate = !click.IsShared && (interaction.Message?.Flags & DiscordMessage.Ephemeral) == DiscordMessage.Ephemeral;
        if (!click.IsShared && CommandBook.IsAside(click.Line))
            return AnswerAsync(interaction, click.Line, isPrivate: true, CallbackType.Message, cancellationToken);
        return AnswerAsync(interaction, click.Line, isPrivate, click.IsShared ? CallbackType.Message : CallbackType.Update, cancellationToken);
    }

    /// <summary>The message when it is there in time, else the announcement of it.</summary>
    private async Task<DiscordBody> AnswerAsync(Interaction interaction, string line, bool isPrivate, CallbackType type, CancellationToken cancellationToken)
    {
        var language = LanguageOf(interaction);
        var since = Stopwatch.GetTimestamp();
        asked.Note(ChatMetrics.Discord, line);
        var question = new Question(line) { Language = language, Asker = interaction.Asker };
        if (limits.Refuse(question) is { } refusal)
        {
            ChatMetrics.Ended(ChatMetrics.Discord, line, AnswerOutcome.Limited, since);
            return Body(new(CallbackType.Message, MessageRenderer.Say(refusal)));
        }

        if (written.Find((type, isPrivate, language, line)) is { } known)
        {
            ChatMetrics.Ended(ChatMetrics.Discord, line, AnswerOutcome.Answered, since);
            return new(known);
        }

        if (gate.Enter(interaction.Asker) is not { } pass)
        {
            ChatMetrics.Ended(ChatMetrics.Discord, line, AnswerOutcome.Busy, since);
            return Said(interaction, BusyWords.Text);
        }

        var progress = new LatestSentence();
        var writing = MessageAsync(question with { Progress = progress }, isPrivate, since, pass);
        if (!writing.IsCompleted)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(writing, Task.Delay(Patience, time, stop.Token)).ConfigureAwait(false);
            await stop.CancelAsync().ConfigureAwait(false);
        }

        if (writing.IsCompleted)
        {
            var (message, isLasting) = await writing.ConfigureAwait(false);
            var body = Bytes(new(type, Fitting(message, type)));
            if (isLasting)
                written.Keep((type, isPrivate, language, line), body);
            return new(body);
        }

        work.Track(EditAsync(interaction, writing, type == CallbackType.Update ? null : progress));
        return Deferred(type, isPrivate);
    }

    private async Task<(DiscordMessage Message, bool IsLasting)> MessageAsync(Question question, bool isPrivate, long since, IDisposable pass)
    {
        using var inside = pass;
        try
        {
            // Whoever asked over HTTP may have hung up before an announced answer is there; it still follows.
            var asking = answers.AskAsync(question, CancellationToken.None);

            // What was there at once is arithmetic, and the same the next time; what had to be fetched may be another then.
            var isArithmetic = asking.IsCompletedSuccessfully;
            var answer = await asking.ConfigureAwait(false);
            var message = renderer.Render(answer, question.Line, isPrivate);
            ChatMetrics.Ended(ChatMetrics.Discord, question.Line, answer.Problems.IsEmpty ? AnswerOutcome.Answered : AnswerOutcome.Corrected, since);
            return (message, isArithmetic && answer.Problems.IsEmpty);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.Failed(logger, asked.Tell(exception));
            ChatMetrics.Ended(ChatMetrics.Discord, question.Line, AnswerOutcome.Failed, since);
            return (MessageRenderer.Say(Spoken(question.Language, Failed)), false);
        }
    }

    /// <summary>Puts the message where it was announced, and until it is there how far it is; an answer that stands there already is left alone meanwhile.</summary>
    private async Task EditAsync(Interaction interaction, Task<(DiscordMessage Message, bool IsLasting)> writing, LatestSentence? progress)
    {
        try
        {
            while (progress is not null && await Task.WhenAny(writing, Task.Delay(Step, time)).ConfigureAwait(false) != writing)
                if (progress.Take() is { } sentence)
                    await TellAsync(interaction, sentence).ConfigureAwait(false);
            await EditAsync(interaction, (await writing.ConfigureAwait(false)).Message).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DiscordApiException or HttpRequestException or OperationCanceledException)
        {
            Log.NotEdited(logger, exception.Message);
        }
    }

    /// <summary>Says how far it is; where that fails the answer still follows.</summary>
    private async Task TellAsync(Interaction interaction, string sentence)
    {
        try
        {
            await EditAsync(interaction, MessageRenderer.Say(sentence)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DiscordApiException or HttpRequestException or OperationCanceledException)
        {
            Log.NotEdited(logger, exception.Message);
        }
    }

    private Task EditAsync(Interaction interaction, DiscordMessage message) => rest.EditOriginalAsync(
        interaction.ApplicationId, interaction.Token, new(JsonSerializer.SerializeToUtf8Bytes(message with { Flags = null, Content = message.Content ?? string.Empty }, DiscordJson.Writing.DiscordMessage)), CancellationToken.None);

    /// <summary>Whether a message is private was decided when it was first sent: an edit does not say it again.</summary>
    private static DiscordMessage Fitting(DiscordMessage message, CallbackType type) => type == CallbackType.Update ? message with { Flags = null } : message;

    private static DiscordBody Deferred(CallbackType type, bool isPrivate) => new(JsonSerializer.SerializeToUtf8Bytes(
        type == CallbackType.Update ? new(CallbackType.DeferredUpdate, null) : new DeferredCallback(CallbackType.DeferredMessage, isPrivate ? new(DiscordMessage.Ephemeral) : null),
        DiscordJson.Writing.DeferredCallback));

    private static DiscordBody Said(Interaction? interaction, string text) => Body(new(CallbackType.Message, MessageRenderer.Say(Spoken(interaction is null ? null : LanguageOf(interaction), text))));

    /// <summary>The person's own language; null when answers are not written in it.</summary>
    private static Language? LanguageOf(Interaction interaction) => Language.Named(interaction.Locale);

    private static string Spoken(Language? language, string text) => (language ?? Language.English).Of(text);

    private static DiscordBody Body(MessageCallback callback) => new(Bytes(callback));

    private static byte[] Bytes(MessageCallback callback) => JsonSerializer.SerializeToUtf8Bytes(callback, DiscordJson.Writing.MessageCallback);

    private static partial class Log
    {
        [LoggerMessage(110, LogLevel.Error, "A command could not be answered: {Fault}")]
        public static partial void Failed(ILogger logger, string fault);

        [LoggerMessage(111, LogLevel.Warning, "An announced answer could not be sent: {Reason}")]
        public static partial void NotEdited(ILogger logger, string reason);
    }
}
