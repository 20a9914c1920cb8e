using System.Globalization;
using System.IO.Compression;
using Microsoft.Data.Sqlite;
using VramBot.Storage;

namespace VramBot.Hub.Cache;

/// <summary>A cache in the bot's database, compressed; the things used longest ago go first when it is full.</summary>
internal sealed class StoredHubCache : IHubCache
{
    private const long MostBytes = 256L << 20;

    // Nothing larger than what is read of one file is ever kept: more is not a thing that was written here.
    private const int LongestBody = 32 << 20;

    private const string Tables = """
        PRAGMA journal_mode=WAL;
        CREATE TABLE IF NOT EXISTS hub_cache (
            key TEXT NOT NULL PRIMARY KEY, etag TEXT, file_length INTEGER, checked_at TEXT NOT NULL, used_at INTEGER NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS hub_cache_used ON hub_cache (used_at, key, length(body));
        """;

    private readonly DatabaseFile database;
    private readonly TimeProvider time;
    private readonly long mostBytes;

    private StoredHubCache(DatabaseFile database, TimeProvider time, long mostBytes) => (this.database, this.time, this.mostBytes) = (database, time, mostBytes);

    /// <summary>Opens it.</summary>
    /// <exception cref="IOException">Its file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">Its file may not be made.</exception>
    /// <exception cref="StorageException">There is no SQLite.</exception>
    /// <exception cref="SqliteException">The file is no database.</exception>
    public static StoredHubCache Open(string path, TimeProvider time, long mostBytes = MostBytes)
    {
        SqliteLibrary.Load("What the hub says cannot be kept", "go on without");
        var database = new DatabaseFile(path);
        database.Make();
        using var connection = database.Connect();
        DatabaseFile.Run(connection, Tables);
        return new(database, time, mostBytes);
    }

    /// <inheritdoc/>
    public CachedItem? Find(string key)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT etag, file_length, checked_at, body FROM hub_cache WHERE key = $key";
        command.Parameters.AddWithValue("$key", key);
        using (var reader = command.ExecuteReader())
        {
            if (!reader.Read() || !DateTimeOffset.TryParse(reader.GetString(2), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at)
                || Unpacked((byte[])reader[3]) is not { } body)
                return null;
            var item = new CachedItem(body, reader.IsDBNull(0) ? null : reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetInt64(1), at);
            reader.Close();
            Touch(connection, key);
            return item;
        }
    }

    /// <inheritdoc/>
    public void Keep(string key, CachedItem item)
    {
        using var connection = database.Connect();
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT OR REPLACE INTO hub_cache (key, etag, file_length, checked_at, used_at, body) VALUES ($key, $etag, $length, $checked, $used, $body)";
        command.Parameters.AddWithValue("$key", key);
        command.Parameters.AddWithValue("$etag", (object?)item.ETag ?? DBNull.Value);
        command.Parameters.AddWithValue("$length", (object?)item.FileLength ?? DBNull.Value);
        command.Parameters.AddWithValue("$checked", item.CheckedAt.ToString("O"));
        command.Parameters.AddWithValue("$used", time.GetUtcNow().UtcTicks);
        command.Parameters.AddWithValue("$body", Packed(item.Body));
        command.ExecuteNonQuery();
        Trim(connection);
        transaction.Commit();
    }

    /// <inheritdoc/>
    public void Forget(string key)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM hub_cache WHERE key = $key";
        command.Parameters.AddWithValue("$key", key);
        command.ExecuteNonQuery();
    }

    private void Touch(SqliteConnection connection, string key)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE hub_cache SET used_at = $used WHERE key = $key";
        command.Parameters.AddWithValue("$key", key);
        command.Parameters.AddWithValue("$used", time.GetUtcNow().UtcTicks);
        command.ExecuteNonQuery();
    }

    private void Trim(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            DELETE FROM hub_cache WHERE key IN (
                SELECT key FROM (SELECT key, SUM(length(body)) OVER (ORDER BY used_at DESC, key ROWS UNBOUNDED PRECEDING) AS total FROM hub_cache) WHERE total > $most)
            """;
        command.Parameters.AddWithValue("$most", mostBytes);
        command.ExecuteNonQuery();
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
