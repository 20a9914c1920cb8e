using System.Text.Json;
using Microsoft.Extensions.Logging;
using VramBot.Chat;

namespace VramBot.Discord.Gateway;

/// <summary>One connection from its first frame to its end: opens a session or takes one up, keeps the rhythm, and hands interactions over.</summary>
/// <param name="context">What all shards share.</param>
/// <param name="shard">Whose connection it is.</param>
/// <param name="session">What is known of the session; kept up to date.</param>
/// <param name="turn">The right to begin a new session; without it the known one is taken up.</param>
internal sealed partial class GatewayConnection(GatewayContext context, ShardId shard, ShardSession session, IdentifyTurn? turn) : IDisposable
{
    /// <summary>The longest frame that Discord takes.</summary>
    internal const int MostBytes = 4096;

    // Discord's have 32 letters. One that does not fit into a frame beside the token could never be sent.
    private const int LongestSessionId = 128;

    private static readonly TimeSpan HelloPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan SessionPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(10);

    private readonly PatientSocket socket = new(context.Time, "the gateway", MostBytes);
    private readonly SendBudget budget = new(context.Time);
    private readonly Heartbeat heart = new(context.Time, context.Random);
    private readonly CancellationTokenSource life = new();
    private readonly TaskCompletionSource<ConnectionEnd> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? patience;
    private Task beating = Task.CompletedTask;
    private bool hasIdentified;
    private bool isHeard;
    private long? openedAt;

    /// <summary>Lives until either side ends it or the bot goes down.</summary>
    public async Task<ConnectionEnd> RunAsync(Uri url, CancellationToken stopping)
    {
        if (await socket.ConnectAsync(url, stopping) is { } fault)
            return stopping.IsCancellationRequested ? ConnectionEnd.Leaving : ConnectionEnd.Unreachable(fault.Why, fault.Wait);

        patience = context.Time.CreateTimer(_ => ended.TrySetResult(ConnectionEnd.NotGreeted), null, HelloPatience, Timeout.InfiniteTimeSpan);
        await using var _ = patience;
        await using var leaving = stopping.UnsafeRegister(_ => ended.TrySetResult(ConnectionEnd.Leaving), null);
        var reading = ReadAsync();
        var end = await ended.Task;
        await life.CancelAsync();
        await socket.CloseAsync(end.CloseWith, reading);
        await reading;
        await beating;
        if (openedAt is not null)
            context.Status.Down();
        return end with
        {
            HasIdentified = hasIdentified,
            IsUnreachable = !isHeard && end.Next is NextStep.Resume,
            Lasted = openedAt is { } opened ? context.Time.GetElapsedTime(opened) : null,
        };
    }

    /// <inheritdoc />
    public void Dispose()
    {
        socket.Dispose();
        life.Dispose();
    }

    // After the end it reads on, into nowhere: the other side's close frame lies behind whatever it had sent. What is passed over then is sent again on resume,
    // for its number was not noted.
    private async Task ReadAsync()
    {
        try
        {
            while (await socket.ReceiveAsync() is var kind && kind is not FrameKind.Closed)
            {
                if (ended.Task.IsCompleted)
                    continue;
                if (kind is FrameKind.Text)
                    await TakeAsync(socket.Frame);
                else
                    Log.NotText(context.Logger, shard, kind);
            }

            ended.TrySetResult(CloseCodes.EndOf(socket.CloseCode));
        }
        catch (Exception exception) when (PatientSocket.IsEnd(exception))
        {
            ended.TrySetResult(ConnectionEnd.Dropped);
        }
        catch (Exception exception)
        {
            Log.Fault(context.Logger, shard, exception.GetType().Name);
            ended.TrySetResult(ConnectionEnd.Dropped);
        }
    }

    private ValueTask TakeAsync(ReadOnlyMemory<byte> json)
    {
        try
        {
            var frame = GatewayFrame.Read(json);
            if (frame.Op is not GatewayOp.Dispatch)
                return TakeAsync(frame);
            TakeDispatch(frame);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Never its text: it may hold what people wrote. Invalid letters in a name are an InvalidOperationException.
            Log.Malformed(context.Logger, shard, json.Length);
        }

        return ValueTask.CompletedTask;
    }

    private async ValueTask TakeAsync(GatewayFrame frame)
    {
        switch (frame.Op)
        {
            case GatewayOp.Hello when !isHeard:
                await OpenAsync(IntervalOf(frame));
                break;
            case GatewayOp.Heartbeat:
                if (budget.TryTake())
                    await SendHeartbeatAsync();
                break;
            case GatewayOp.HeartbeatAck:
                heart.Acknowledge();
                break;
            case GatewayOp.Reconnect:
                ended.TrySetResult(ConnectionEnd.Asked);
                break;
            case GatewayOp.InvalidSession:
                ended.TrySetResult(frame.Data.Span.SequenceEqual("true"u8)
                    ? ConnectionEnd.InvalidForNow
                    : ConnectionEnd.Invalid(TimeSpan.FromSeconds(1 + (4 * context.Random.NextDouble()))));
                break;
            default:
                Log.PassedOver(context.Logger, shard, frame.Op);
                break;
        }
    }

    private void TakeDispatch(GatewayFrame frame)
    {
        if (frame.Sequence is { } number)
            session.Saw(number);
        switch (frame.Event)
        {
            case GatewayFrame.InteractionCreate when frame.Data.Span is [(byte)'{', ..]:
                HandOver(frame.Data);
                break;
            case GatewayFrame.Ready:
                var ready = JsonSerializer.Deserialize(frame.Data.Span, GatewayJson.Default.ReadyData);
                session.Begin(ready is { SessionId.Length: <= LongestSessionId } ? ready.SessionId : null, GatewayAddress.Resuming(ready?.ResumeGatewayUrl));
                Opened();
                Log.Ready(context.Logger, shard);
                break;
            case GatewayFrame.Resumed:
                Opened();
                Log.Resumed(context.Logger, shard);
                break;
            default:
                Log.EventPassedOver(context.Logger, shard, frame.Event);
                break;
        }
    }

    private void HandOver(ReadOnlyMemory<byte> interaction)
    {
        var reader = new Utf8JsonReader(interaction.Span);
        var element = JsonElement.ParseValue(ref reader);
        try
        {
            context.Sink.Accept(element);
        }
        catch (Exception exception)
        {
            // One question that breaks its handler must not take down the connection that brings all others.
            Log.NotAccepted(context.Logger, shard, exception.GetType().Name);
        }
    }

    private void Opened()
    {
        patience?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (openedAt is not null)
            return;
        openedAt = context.Time.GetTimestamp();
        context.Status.Up();
    }

    private async Task OpenAsync(TimeSpan interval)
    {
        isHeard = true;
        patience?.Change(SessionPatience, Timeout.InfiniteTimeSpan);
        beating = BeatAsync(interval);
        budget.Take();
        if (turn is null)
        {
            var resume = new ResumeData(context.Token, session.Id!, session.Sequence!.Value);
            await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new(GatewayOp.Resume, resume), GatewayJson.Default.Resume));
            return;
        }

        session.Forget();
        hasIdentified = true;
        turn.Use();
        var identify = new IdentifyData(context.Token, 0, ClientProperties.Own, [shard.Number, shard.Count]);
        await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new(GatewayOp.Identify, identify), GatewayJson.Default.Identify));
    }

    private static TimeSpan IntervalOf(GatewayFrame hello)
    {
        var milliseconds = JsonSerializer.Deserialize(hello.Data.Span, GatewayJson.Default.HelloData)?.HeartbeatInterval;
        return milliseconds >= 1 ? TimeSpan.FromMilliseconds(Math.Min(milliseconds.Value, LongestInterval.TotalMilliseconds)) : throw new JsonException("Hello has no rhythm.");
    }

    private async Task BeatAsync(TimeSpan interval)
    {
        try
        {
            await heart.BeatAsync(interval, BeatAsync, life.Token);
            ended.TrySetResult(ConnectionEnd.Silent);
        }
        catch (Exception exception) when (PatientSocket.IsEnd(exception))
        {
            ended.TrySetResult(ConnectionEnd.Dropped);
        }
    }

    private Task BeatAsync()
    {
        budget.Take();
        return SendHeartbeatAsync();
    }

    private Task SendHeartbeatAsync() => socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new(GatewayOp.Heartbeat, session.Sequence), GatewayJson.Default.Heartbeat));

    private static partial class Log
    {
        [LoggerMessage(170, LogLevel.Information, "Shard {Shard} is ready")]
        public static partial void Ready(ILogger logger, ShardId shard);

        [LoggerMessage(171, LogLevel.Information, "Shard {Shard} has taken its session up again")]
        public static partial void Resumed(ILogger logger, ShardId shard);

        [LoggerMessage(172, LogLevel.Warning, "Shard {Shard} received a frame of {Length} bytes that is not the gateway's JSON; passed over")]
        public static partial void Malformed(ILogger logger, ShardId shard, int length);

        [LoggerMessage(173, LogLevel.Warning, "Shard {Shard} received a frame that is {Kind}; passed over")]
        public static partial void NotText(ILogger logger, ShardId shard, FrameKind kind);

        [LoggerMessage(174, LogLevel.Debug, "Shard {Shard} passed over opcode {Op}")]
        public static partial void PassedOver(ILogger logger, ShardId shard, GatewayOp op);

        [LoggerMessage(175, LogLevel.Debug, "Shard {Shard} passed over the event {Event}")]
        public static partial void EventPassedOver(ILogger logger, ShardId shard, string? @event);

        [LoggerMessage(176, LogLevel.Error, "Shard {Shard} could not hand an interaction over: {Exception}")]
        public static partial void NotAccepted(ILogger logger, ShardId shard, string exception);

        [LoggerMessage(177, LogLevel.Error, "Shard {Shard} failed while reading: {Exception}")]
        public static partial void Fault(ILogger logger, ShardId shard, string exception);
    }
}
