using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using VramBot.Chat;
using VramBot.Chat.Metrics;
using VramBot.Slack.Interactions;

namespace VramBot.Slack.SocketMode;

/// <summary>One connection from its hello to its end: acknowledges every envelope that it brings, once, on itself.</summary>
/// <param name="context">What all connections share.</param>
/// <param name="seat">Which of the connections that are to be there it is, for the log.</param>
internal sealed partial class SocketModeConnection(SocketModeContext context, int seat) : IDisposable
{
    private const int NormalClosure = 1000;
    private const int MostBytes = 1 << 20;

    private readonly PatientSocket socket = new(context.Time, "Slack", MostBytes);
    private readonly WorkInFlight answering = new();
    private readonly SentAnswers sent = new(context.Time, context.Timing.Doubt);
    private readonly TaskCompletionSource<ConnectionEnd?> greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ConnectionEnd> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ConnectionEnd> gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task reading = Task.CompletedTask;
    private long openedAt;
    private bool isUp;
    private volatile bool isClosing;

    /// <summary>Why another connection is needed: it is gone, or Slack asked for another.</summary>
    public Task<ConnectionEnd> Ended => ended.Task;

    /// <summary>How long it has been up.</summary>
    public TimeSpan Lasted => context.Time.GetElapsedTime(openedAt);

    /// <summary>Connects, and waits for the hello.</summary>
    /// <returns>Nothing, or why it is not up.</returns>
    public async Task<ConnectionEnd?> OpenAsync(Uri url, CancellationToken stopping)
    {
        socket.Ping(context.Timing.PingEvery, context.Timing.PingPatience);
        if (await socket.ConnectAsync(url, stopping) is { } fault)
            return stopping.IsCancellationRequested ? ConnectionEnd.Leaving : ConnectionEnd.Unreachable(fault.Why, fault.Wait);
        reading = ReadAsync();
        await using (context.Time.CreateTimer(_ => greeted.TrySetResult(ConnectionEnd.NotGreeted), null, context.Timing.Hello, Timeout.InfiniteTimeSpan))
        await using (stopping.UnsafeRegister(_ => greeted.TrySetResult(ConnectionEnd.Leaving), null))
        {
            if (await greeted.Task is not { } failure)
                return null;
            await CloseAsync();
            return failure;
        }
    }

    /// <summary>Lets the envelopes that are here be answered, and closes. One that was replaced stays a moment longer: Slack may have sent more over it.</summary>
    public async Task RetireAsync(TimeSpan linger)
    {
        if (linger > TimeSpan.Zero && !gone.Task.IsCompleted)
            await Task.WhenAny(gone.Task, Task.Delay(linger, context.Time));
        using var patience = new CancellationTokenSource(context.Timing.Drain, context.Time);
        await answering.DrainAsync(patience.Token);
        await CloseAsync();
    }

    /// <inheritdoc />
    public void Dispose() => socket.Dispose();

    private async Task CloseAsync()
    {
        isClosing = true;
        await socket.CloseAsync(NormalClosure, reading);
        await reading;
    }

    private async Task ReadAsync()
    {
        var end = ConnectionEnd.Dropped;
        try
        {
            while (await socket.ReceiveAsync() is var kind && kind is not FrameKind.Closed)
            {
                if (kind is FrameKind.Text)
                    Take(socket.Frame);
                else
                    Log.NotText(context.Logger, seat, kind);
            }

            end = ConnectionEnd.Closed;
        }
        catch (Exception exception) when (PatientSocket.IsEnd(exception))
        {
            // Whatever was sent last may not have arrived.
        }
        catch (Exception exception)
        {
            Log.Fault(context.Logger, seat, exception.GetType().Name);
        }

        if (!isClosing)
            sent.LoseTo(context.Delivered);
        if (isUp)
            context.Status.Down();
        greeted.TrySetResult(end);
        ended.TrySetResult(end);
        gone.TrySetResult(end);
    }

    private void Take(ReadOnlyMemory<byte> frame)
    {
        try
        {
            Take(SocketEnvelope.Read(frame.Span));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Never its text: it may hold what people wrote. Invalid letters are an InvalidOperationException.
            Log.Malformed(context.Logger, seat, frame.Length);
        }
    }

    private void Take(SocketEnvelope envelope)
    {
        if (envelope.Type is SocketEnvelope.Hello)
        {
            Greet();
        }
        else if (envelope.Type is SocketEnvelope.Disconnect)
        {
            var end = ConnectionEnd.Asked(envelope.Reason);
            greeted.TrySetResult(end);
            ended.TrySetResult(end);
        }
        else if (envelope.Id is null)
        {
            Log.PassedOver(context.Logger, seat);
        }
        else if (!isClosing)
        {
            // What arrives after our own goodbye cannot be acknowledged here any more: Slack delivers it elsewhere.
            var handling = HandleAsync(envelope);
            answering.Track(handling);
            context.Work.Track(handling);
        }
    }

    private void Greet()
    {
        if (openedAt != 0)
            return;
        openedAt = context.Time.GetTimestamp();
        // Counted before anybody is told: it may be gone again by then.
        isUp = true;
        context.Status.Up();
        greeted.TrySetResult(null);
    }

    private async Task HandleAsync(SocketEnvelope envelope)
    {
        var since = Stopwatch.GetTimestamp();
        using var scope = Log.Envelope(context.Logger, envelope.Id!);
        var isNew = context.Delivered.IsNew(envelope);
        if (!envelope.AcceptsResponsePayload || KindOf(envelope) is not { } kind)
        {
            await AcknowledgeAsync(envelope, default, since);
            if (isNew && KindOf(envelope) is { } told)
                await context.Answers.TakeAsync(new(told, envelope.Payload), context.GivingUp);
            return;
        }

        var payload = new SlackPayload(kind, envelope.Payload);
        var answer = ReadOnlyMemory<byte>.Empty;
        var isAcknowledged = false;
        try
        {
            answer = isNew ? await context.Answers.AnswerAsync(payload, context.GivingUp) : context.Delivered.Find(envelope);
        }
        finally
        {
            isAcknowledged = await AcknowledgeAsync(envelope, answer, since);
        }

        if (!isAcknowledged && !await context.Answers.SendAsync(payload, answer, context.GivingUp))
            context.Delivered.Lose(envelope, answer);
    }

    private async Task<bool> AcknowledgeAsync(SocketEnvelope envelope, ReadOnlyMemory<byte> answer, long since)
    {
        try
        {
            await socket.SendAsync(FrameOf(envelope, answer));
            sent.Add(envelope, answer);
            ChatMetrics.Acknowledged(ChatMetrics.Slack, ChatMetrics.Socket, since);
            return true;
        }
        catch (Exception exception) when (PatientSocket.IsEnd(exception))
        {
            Log.NotAcknowledged(context.Logger, seat);
            return false;
        }
    }

    private ReadOnlyMemory<byte> FrameOf(SocketEnvelope envelope, ReadOnlyMemory<byte> answer)
    {
        try
        {
            var frame = Acknowledgement.Of(envelope.Id!, answer);
            if (frame.Length <= MostBytes)
                return frame;
        }
        catch (JsonException)
        {
            // Written wrong: what Slack would make of it nobody knows.
        }

        Log.NoAnswer(context.Logger, seat, answer.Length);
        return Acknowledgement.Of(envelope.Id!, default);
    }

    private static SlackPayloadKind? KindOf(SocketEnvelope envelope) => envelope.Type switch
    {
        SocketEnvelope.SlashCommands => SlackPayloadKind.SlashCommand,
        SocketEnvelope.Interactive => SlackPayloadKind.Interactive,
        SocketEnvelope.EventsApi => SlackPayloadKind.Event,
        _ => null,
    };

    private static partial class Log
    {
        /// <summary>All that is logged meanwhile bears the envelope's id.</summary>
        public static readonly Func<ILogger, string, IDisposable?> Envelope = LoggerMessage.DefineScope<string>("Envelope {Envelope}");

        [LoggerMessage(211, LogLevel.Warning, "Connection {Seat} received a frame of {Length} bytes that is not Socket Mode's JSON; passed over")]
        public static partial void Malformed(ILogger logger, int seat, int length);

        [LoggerMessage(212, LogLevel.Warning, "Connection {Seat} received a frame that is {Kind}; passed over")]
        public static partial void NotText(ILogger logger, int seat, FrameKind kind);

        [LoggerMessage(213, LogLevel.Debug, "Connection {Seat} passed over a frame that is no envelope")]
        public static partial void PassedOver(ILogger logger, int seat);

        [LoggerMessage(214, LogLevel.Warning, "Connection {Seat} was gone before an envelope could be acknowledged")]
        public static partial void NotAcknowledged(ILogger logger, int seat);

        [LoggerMessage(215, LogLevel.Error, "Connection {Seat} failed while reading: {Exception}")]
        public static partial void Fault(ILogger logger, int seat, string exception);

        [LoggerMessage(216, LogLevel.Error, "Connection {Seat} was given an answer of {Length} bytes that is no JSON, or too long; acknowledged without it")]
        public static partial void NoAnswer(ILogger logger, int seat, int length);
    }
}
