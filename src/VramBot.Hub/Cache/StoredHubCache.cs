using System.Data.Common;
using System.Globalization;
using System.IO.Compression;
using VramBot.Storage;

namespace VramBot.Hub.Cache;

/// <summary>A cache in the bot's database, compressed; the things used longest ago go first when it is full.</summary>
/// <remarks>
/// It is swept when this process has kept a sixteenth of what it holds, and at the first thing that it keeps: with several replicas it grows over its limit by a sixteenth for each. When a thing was used
/// is noted to ten minutes, so that what many ask for is not written at every look.
/// </remarks>
/// <param name="database">The database.</param>
/// <param name="time">The clock.</param>
/// <param name="mostBytes">How much it holds.</param>
internal sealed class StoredHubCache(Database database, TimeProvider time, long mostBytes = StoredHubCache.MostBytes) : IHubCache
{
    private const long MostBytes = 256L << 20;
    private const int Sweeps = 16;

    /// <summary>Seconds: it looks at every row, and nobody waits but who asked for something that had to be fetched.</summary>
    private const int SlowestSweep = 30;

    // Nothing larger than what is read of one file is ever kept: more is not a thing that was written here.
    private const int LongestBody = 32 << 20;

    private const string Select = "SELECT etag, file_length, checked_at, used_at, body FROM hub_cache WHERE key = @key";
    private const string Touch = "UPDATE hub_cache SET used_at = @now WHERE key = @key";
    private const string Upsert = """
        INSERT INTO hub_cache (key, etag, file_length, checked_at, used_at, body) VALUES (@key, @etag, @length, @checked, @now, @body)
        ON CONFLICT (key) DO UPDATE SET
            etag = excluded.etag, file_length = excluded.file_length, checked_at = excluded.checked_at, used_at = excluded.used_at, body = excluded.body
        """;

    private const string Sweep = """
        DELETE FROM hub_cache WHERE key IN (
            SELECT key FROM (SELECT key, SUM(length(body) + @surrounds) OVER (ORDER BY used_at DESC, key ROWS UNBOUNDED PRECEDING) AS total FROM hub_cache) AS by_use
            WHERE total > @most)
        """;

    private static readonly TimeSpan UseStep = TimeSpan.FromMinutes(10);

    // As much as calls for a sweep, whatever the limit: the process before may have ended before it swept.
    private long keptSinceSweep = long.MaxValue >> 1;

    /// <inheritdoc/>
    public async ValueTask<CachedItem?> FindAsync(string key, CancellationToken cancellationToken) => await database.UseAsync(async (connection, token) =>
    {
        var (found, usedAt) = await SelectAsync(connection, key, token);
        var now = time.GetUtcNow().UtcTicks;
        if (found is not null && now - usedAt >= UseStep.Ticks)
            await connection.RunAsync(Touch, token, ("@key", key), ("@now", now));
        return found;
    }, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask KeepAsync(string key, CachedItem item, CancellationToken cancellationToken)
    {
        var body = Packed(item.Body);
        await database.UseAsync(
            (connection, token) => connection.RunAsync(
                Upsert,
                token,
                ("@key", key),
                ("@etag", item.ETag),
                ("@length", item.FileLength),
                ("@checked", item.CheckedAt.ToString("O", CultureInfo.InvariantCulture)),
                ("@now", time.GetUtcNow().UtcTicks),
                ("@body", body)),
            cancellationToken);
        if (Interlocked.Add(ref keptSinceSweep, body.Length + CachedItem.Surrounds) < mostBytes / Sweeps)
            return;
        Interlocked.Exchange(ref keptSinceSweep, 0);
        await database.UseAsync(SweepAsync, cancellationToken);
    }

    private async Task SweepAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(Sweep, ("@surrounds", (long)CachedItem.Surrounds), ("@most", mostBytes - (mostBytes / Sweeps)));
        command.CommandTimeout = SlowestSweep;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<(CachedItem? Item, long UsedAt)> SelectAsync(DbConnection connection, string key, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(Select, ("@key", key));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken) || !DateTimeOffset.TryParse(reader.GetString(2), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at)
            || Unpacked((byte[])reader[4]) is not { } body)
            return (null, 0);
        return (new(body, reader.IsDBNull(0) ? null : reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetInt64(1), at), reader.GetInt64(3));
    }

    private static byte[] Packed(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest))
            deflate.Write(body);
        return packed.ToArray();
    }

    private static byte[]? Unpacked(byte[] packed)
    {
        try
        {
            using var deflate = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
            using var body = new MemoryStream();
            var buffer = new byte[64 << 10];
            while (deflate.Read(buffer) is > 0 and var read)
            {
                if (body.Length + read > LongestBody)
                    return null;
                body.Write(buffer, 0, read);
            }

            return body.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
