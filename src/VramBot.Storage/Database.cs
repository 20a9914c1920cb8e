using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VramBot.Storage.Engines;
using VramBot.Storage.Schema;

namespace VramBot.Storage;

/// <summary>
/// What the bot keeps, in a SQLite file or in PostgreSQL: it is opened when it is first needed, brought to the schema of this program, and left alone while it does not work. What is kept in it is written
/// once, over <see cref="DbConnection"/>.
/// </summary>
/// <remarks>
/// When it fails, that is said once, and everybody is refused at once until a look from time to time finds it working again: an outage costs nobody a wait, but those who were waiting when it began.
/// </remarks>
public sealed partial class Database : IDisposable, IAsyncDisposable
{
    // Who is early waits so long for the first opening: more than a server nearby takes, less than a chat platform waits.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // A database that fails again this soon has not been well between: the waits go on growing.
    private static readonly TimeSpan Calm = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private const int MostDoublings = 5;

    private readonly Lock gate = new();
    private readonly IDatabaseEngine engine;
    private readonly ImmutableArray<Migration> migrations;
    private readonly TimeProvider time;
    private readonly ILogger<Database> logger;
    private readonly CancellationTokenSource closing = new();
    private Task? opening;
    private Task returning = Task.CompletedTask;
    private volatile string? fault;
    private long backAt;
    private int attempts;

    /// <summary>The database that is set.</summary>
    public Database(IOptions<StorageOptions> options, TimeProvider time, ILogger<Database> logger)
        : this(EngineOf((options ?? throw new ArgumentNullException(nameof(options))).Value), Migration.All, time, logger)
    {
    }

    internal Database(IDatabaseEngine engine, ImmutableArray<Migration> migrations, TimeProvider time, ILogger<Database> logger) =>
        (this.engine, this.migrations, this.time, this.logger) = (engine, migrations, time, logger);

    /// <summary>Which database it is, without any secret.</summary>
    public string Place => engine.Place;

    /// <summary>Why it is not used now, in words for whoever runs the bot; null when it is, or was not needed yet.</summary>
    public string? Fault => fault;

    /// <summary>Opens it without anybody waiting.</summary>
    public void Begin()
    {
        lock (gate)
            opening ??= OpenAsync();
    }

    /// <summary>Opens it, or looks whether it works: <c>null</c>, or what is wrong and what to do.</summary>
    public async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await MakeReadyAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) when (engine.Judge(exception) is not Trouble.None)
        {
            return engine.Say(exception);
        }
    }

    /// <summary>Does something with a connection. It may be done twice, when the connection was cut the first time.</summary>
    /// <param name="work">What.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StorageException">The database does not work now, or does not take this.</exception>
    public async Task<T> UseAsync<T>(Func<DbConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        await ReadyAsync(cancellationToken).ConfigureAwait(false);
        for (var isAgain = false; ; isAgain = true)
        {
            try
            {
                await using var connection = await engine.OpenAsync(cancellationToken).ConfigureAwait(false);
                return await work(connection, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && engine.Judge(exception) is not Trouble.None)
            {
                // A server that was restarted has cut all connections that wait here, and takes new ones.
                if (engine.Judge(exception) is Trouble.Cut && !isAgain)
                    engine.Forget();
                else
                    throw engine.Judge(exception) is Trouble.Refused ? new StorageException(engine.Say(exception), exception) : Fell(exception);
            }
        }
    }

    /// <inheritdoc cref="UseAsync{T}(Func{DbConnection, CancellationToken, Task{T}}, CancellationToken)"/>
    public Task UseAsync(Func<DbConnection, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        return UseAsync<object?>(async (connection, token) =>
        {
            await work(connection, token).ConfigureAwait(false);
            return null;
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (closing.IsCancellationRequested)
            return;
        await closing.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(returning, opening ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        engine.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        closing.Cancel();
        engine.Dispose();
    }

    private static IDatabaseEngine EngineOf(StorageOptions options)
    {
        if (!options.IsShared)
            return new SqliteEngine(options.Path);
        return PostgresAddress.Read(options.Postgres!, out var problem) is { } address ? new PostgresEngine(address) : throw new StorageException($"Storage__Postgres {problem}");
    }

    private async Task ReadyAsync(CancellationToken cancellationToken)
    {
        Task first;
        lock (gate)
        {
            if (fault is { } why)
                throw new StorageException(why);
            first = opening ??= OpenAsync();
        }

        if (first.IsCompletedSuccessfully)
            return;
        try
        {
            await first.WaitAsync(Patience, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            throw new StorageException($"{Place} is not open yet.", exception);
        }
    }

    private async Task OpenAsync()
    {
        // SQLite answers on the thread that asks: not on the one that holds the gate.
        await Task.Yield();
        try
        {
            await MakeReadyAsync(closing.Token).ConfigureAwait(false);
            Log.Opened(logger, Place);
        }
        catch (Exception exception) when (!closing.IsCancellationRequested && engine.Judge(exception) is not Trouble.None)
        {
            throw Fell(exception);
        }
    }

    /// <summary>Brings the schema up to date, and writes something: a full disk and a copy that only reads are found now rather than later.</summary>
    private async Task MakeReadyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await engine.OpenAsync(cancellationToken).ConfigureAwait(false);
        await engine.PrepareAsync(connection, cancellationToken).ConfigureAwait(false);
        await Migrator.RunAsync(connection, engine, migrations, time, cancellationToken).ConfigureAwait(false);
        await Leases.ProbeAsync(connection, cancellationToken).ConfigureAwait(false);
    }

    private StorageException Fell(Exception exception)
    {
        var reason = engine.Say(exception);
        lock (gate)
        {
            if (fault is null && !closing.IsCancellationRequested)
            {
                fault = reason;
                attempts = time.GetElapsedTime(backAt) < Calm ? attempts : 0;
                engine.Forget();
                Log.Fell(logger, reason);
                returning = ReturnAsync();
            }
        }

        return new(reason, exception);
    }

    private async Task ReturnAsync()
    {
        while (true)
        {
            await Task.Delay(Wait(), time, closing.Token).ConfigureAwait(false);
            try
            {
                await MakeReadyAsync(closing.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (!closing.IsCancellationRequested && engine.Judge(exception) is not Trouble.None)
            {
                fault = engine.Say(exception);
                engine.Forget();
                continue;
            }

            lock (gate)
            {
                (fault, backAt, opening) = (null, time.GetTimestamp(), Task.CompletedTask);
                Log.Back(logger, Place);
                return;
            }
        }
    }

    private TimeSpan Wait() => TimeSpan.FromSeconds(Math.Min(1 << Math.Min(attempts++, MostDoublings), LongestWait.TotalSeconds) * (0.75 + (Random.Shared.NextDouble() / 2)));

    private static partial class Log
    {
        [LoggerMessage(450, LogLevel.Information, "What has to outlive the bot is kept in {Place}")]
        public static partial void Opened(ILogger logger, string place);

        [LoggerMessage(451, LogLevel.Warning, "Nothing can be kept or shared now. {Reason} Answers go on without it, and it is tried again")]
        public static partial void Fell(ILogger logger, string reason);

        [LoggerMessage(452, LogLevel.Information, "What has to outlive the bot is kept again in {Place}")]
        public static partial void Back(ILogger logger, string place);
    }
}
