using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VramBot.Slack.Interactions;
using VramBot.Storage;

namespace VramBot.Slack.Install;

/// <summary>Many workspaces, in a database on this machine, their tokens encrypted. Where a workspace is not in it, the token that was set by hand is taken.</summary>
/// <remarks>Each call takes a fraction of a millisecond: SQLite answers at once, so nothing is awaited.</remarks>
internal sealed partial class StoredInstallations(IOptions<StorageOptions> options, InstallKeys keys, SingleInstallation single, TimeProvider time, ILogger<StoredInstallations> logger) : ISlackInstallations
{
    private const string Purpose = "VramBot.Slack.Installations.v1";
    private const string Tables = """
        PRAGMA journal_mode=WAL;
        CREATE TABLE IF NOT EXISTS slack_installations (
            enterprise_id TEXT NOT NULL, team_id TEXT NOT NULL, token BLOB NOT NULL, installed_at TEXT NOT NULL, PRIMARY KEY (enterprise_id, team_id)) WITHOUT ROWID;
        """;

    private readonly Lock gate = new();
    private bool isOpen;

    /// <summary>Makes the database ready, so that what is wrong with it is said when the bot starts.</summary>
    /// <exception cref="StorageException">It cannot be; the message says what to do.</exception>
    public void Open()
    {
        lock (gate)
        {
            if (isOpen)
                return;
            SqliteLibrary.Load("Slack__ClientId is set, but installations cannot be kept", "leave Slack__ClientId out");
            MakeFile(Path.GetFullPath(options.Value.Path));
            keys.For(Purpose);
            using var connection = Connect();
            Run(connection, Tables);
            isOpen = true;
        }
    }

    /// <inheritdoc />
    public ValueTask<string?> TokenOfAsync(SlackWorkspace workspace, CancellationToken cancellationToken)
    {
        Open();
        using var connection = Connect();
        // A workspace's own installation comes before the one of its organisation.
        using var command = Command(
            connection,
            "SELECT token FROM slack_installations WHERE (team_id = $team AND $team <> '') OR (team_id = '' AND enterprise_id = $enterprise AND $enterprise <> '') ORDER BY team_id DESC LIMIT 1",
            workspace);
        return command.ExecuteScalar() is byte[] token && Reveal(token) is { } revealed ? ValueTask.FromResult<string?>(revealed) : single.TokenOfAsync(workspace, cancellationToken);
    }

    /// <inheritdoc />
    public Task KeepAsync(SlackInstallation installation, CancellationToken cancellationToken)
    {
        Open();
        using var connection = Connect();
        using var command = Command(
            connection, "INSERT OR REPLACE INTO slack_installations (enterprise_id, team_id, token, installed_at) VALUES ($enterprise, $team, $token, $now)", installation.Workspace);
        command.Parameters.AddWithValue("$token", keys.For(Purpose).Protect(Encoding.UTF8.GetBytes(installation.Token)));
        command.Parameters.AddWithValue("$now", time.GetUtcNow().ToString("O"));
        command.ExecuteNonQuery();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task RemoveAsync(SlackWorkspace workspace, CancellationToken cancellationToken)
    {
        Open();
        using var connection = Connect();
        using var command = Command(
            connection, "DELETE FROM slack_installations WHERE (team_id = $team AND $team <> '') OR ($team = '' AND team_id = '' AND enterprise_id = $enterprise)", workspace);
        command.ExecuteNonQuery();
        return Task.CompletedTask;
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.GetFullPath(options.Value.Path) }.ToString());
        connection.Open();
        Run(connection, "PRAGMA busy_timeout=5000; PRAGMA synchronous=NORMAL;");
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, SlackWorkspace workspace)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$enterprise", workspace.EnterpriseId ?? string.Empty);
        command.Parameters.AddWithValue("$team", workspace.TeamId ?? string.Empty);
        return command;
    }

    private string? Reveal(byte[] token)
    {
        try
        {
            return Encoding.UTF8.GetString(keys.For(Purpose).Unprotect(token));
        }
        catch (CryptographicException)
        {
            Log.KeysGone(logger);
            return null;
        }
    }

    // The files that SQLite puts beside it take its mode.
    private static void MakeFile(string path)
    {
        try
        {
            InstallKeys.MakeFolder(Path.GetDirectoryName(path)!);
            var how = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
            if (!OperatingSystem.IsWindows())
                how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            new FileStream(path, how).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"Installations cannot be kept in {path}. Set Storage__Path to a file in a folder that the bot may write to.", exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(261, LogLevel.Error, "A workspace's token cannot be read: the keys beside the database are gone or others. The app has to be installed there again")]
        public static partial void KeysGone(ILogger logger);
    }
}
