using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VramBot.Storage;

namespace VramBot.Chat.Limits;

/// <summary>Adds this replica's answers to those of all, and learns the sums: once a second, for all who had one since. Nobody waits for it; while the database is away each replica counts for itself.</summary>
/// <remarks>
/// Who it is stands in the database as HMAC-SHA256 of the id, shortened, under a random key of the database's own (<see cref="KeptSecrets"/>). A row goes when its minute and the one after it are over.
/// </remarks>
internal sealed partial class SharedCounts(AnswerLimits limits, Database database, KeptSecrets secrets, TimeProvider time, ILogger<SharedCounts> logger) : BackgroundService
{
    private const string Secret = "answer_counts";
    private const string Forget = "DELETE FROM answer_counts WHERE minute < @oldest";
    private const string Add = "INSERT INTO answer_counts (minute, asker, answers) VALUES ";
    private const string Sum = " ON CONFLICT (minute, asker) DO UPDATE SET answers = answer_counts.answers + excluded.answers RETURNING minute, asker, answers";

    // 128 bits: that two of a million are alike is less likely than 1 in 10^26.
    private const int HashLength = 16;

    /// <summary>Of one statement, two rows each.</summary>
    private const int MostTold = 250;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private byte[]? key;
    private long lastMinute;
    private long? rowsUntil;

    /// <summary>Tells and learns once.</summary>
    internal async Task ExchangeAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var minute = AnswerCount.MinuteOf(now);
        var untold = limits.Changed().DistinctBy(count => count.Name, StringComparer.Ordinal).Select(count => count.Send(now)).ToList();
        try
        {
            if (untold.Count > 0)
                await TellAsync(untold, minute, cancellationToken).ConfigureAwait(false);
            if (minute > lastMinute && rowsUntil is { } last)
            {
                await database.UseAsync((connection, token) => connection.RunAsync(Forget, token, ("@oldest", minute - 1)), cancellationToken).ConfigureAwait(false);
                rowsUntil = minute > last + 1 ? null : last;
            }
        }
        catch (StorageException)
        {
            foreach (var news in untold.Where(news => news.Count.Unsend(news)))
                limits.Change(news.Count);
        }

        if (minute > lastMinute)
            limits.Forget();
        lastMinute = minute;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!limits.IsOn)
            return;
        using var timer = new PeriodicTimer(Step, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
                await ExchangeAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Going down: what was given in the last second stays untold.
        }
        catch (Exception exception)
        {
            Log.Alone(logger, exception);
        }
    }

    /// <summary>Tells all; those who were told are taken out.</summary>
    private async Task TellAsync(List<CountNews> untold, long minute, CancellationToken cancellationToken)
    {
        key ??= await secrets.OfAsync(Secret, cancellationToken).ConfigureAwait(false);
        foreach (var news in untold)
            news.Count.Hash ??= Hash(news.Count.Name);

        // In one order at all replicas: two that want the same rows wait for each other, and never each for the other.
        untold.Sort((one, other) => one.Count.Hash.AsSpan().SequenceCompareTo(other.Count.Hash));
        rowsUntil = minute;
        while (untold.Count > 0)
        {
            var some = untold[..Math.Min(untold.Count, MostTold)];
            await database.UseAsync((connection, token) => TellAsync(connection, some, token), cancellationToken).ConfigureAwait(false);
            untold.RemoveRange(0, some.Count);
        }
    }

    private static async Task TellAsync(DbConnection connection, List<CountNews> some, CancellationToken cancellationToken)
    {
        (CountNews News, long Minute, long Answers)[] rows = [.. some.SelectMany(Rows)];
        await using var command = connection.Command(Add + string.Join(", ", rows.Select((_, row) => $"(@m{row}, @a{row}, @n{row})")) + Sum, [.. rows.SelectMany(Values)]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var byHash = some.ToDictionary(news => Convert.ToHexString(news.Count.Hash!), news => news.Count, StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            byHash[Convert.ToHexString((byte[])reader[1])].Learn(reader.GetInt64(0), reader.GetInt64(2));
    }

    private static IEnumerable<(CountNews News, long Minute, long Answers)> Rows(CountNews news) => news.AsksBefore
        ? [(news, news.Minute, news.Answers), (news, news.Minute - 1, news.AnswersBefore)]
        : [(news, news.Minute, news.Answers)];

    private static (string Name, object? Value)[] Values((CountNews News, long Minute, long Answers) told, int row) =>
        [($"@m{row}", told.Minute), ($"@a{row}", told.News.Count.Hash), ($"@n{row}", told.Answers)];

    private byte[] Hash(string name) => HMACSHA256.HashData(key!, Encoding.UTF8.GetBytes(name))[..HashLength];

    private static partial class Log
    {
        [LoggerMessage(81, LogLevel.Error, "From now on this replica counts for itself alone how many answers people have had")]
        public static partial void Alone(ILogger logger, Exception exception);
    }
}
