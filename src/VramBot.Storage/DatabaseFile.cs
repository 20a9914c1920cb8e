using Microsoft.Data.Sqlite;

namespace VramBot.Storage;

/// <summary>A SQLite database on this machine, for the bot's own eyes.</summary>
/// <param name="path">Its file.</param>
public sealed class DatabaseFile(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string path = Path.GetFullPath(path);

    /// <summary>Makes the file and its folder where they are not there; the files that SQLite puts beside it take its mode.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public void Make()
    {
        var folder = Path.GetDirectoryName(path)!;
        _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder) : Directory.CreateDirectory(folder, OwnerOnly);
        var how = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(path, how).Dispose();
    }

    /// <summary>Opens a connection, which waits for others' writes rather than failing.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path }.ToString());
        try
        {
            connection.Open();
            Run(connection, "PRAGMA busy_timeout=5000; PRAGMA synchronous=NORMAL;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs statements that give nothing back.</summary>
    public static void Run(SqliteConnection connection, string sql)
    {
        ArgumentNullException.ThrowIfNull(connection);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
