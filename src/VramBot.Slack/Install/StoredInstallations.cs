using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using VramBot.Slack.Interactions;
using VramBot.Storage;

namespace VramBot.Slack.Install;

/// <summary>Many workspaces, in the bot's database, their tokens encrypted. Where a workspace is not in it, the token that was set by hand is taken.</summary>
internal sealed partial class StoredInstallations(Database database, InstallKeys keys, SingleInstallation single, TimeProvider time, ILogger<StoredInstallations> logger) : ISlackInstallations
{
    private const string Purpose = "VramBot.Slack.Installations.v1";

    // A workspace's own installation comes before the one of its organisation.
    private const string Find = """
        SELECT token FROM slack_installations WHERE (team_id = @team AND @team <> '') OR (team_id = '' AND enterprise_id = @enterprise AND @enterprise <> '')
        ORDER BY CASE team_id WHEN '' THEN 1 ELSE 0 END, installed_at DESC LIMIT 1
        """;

    private const string Keep = """
        INSERT INTO slack_installations (enterprise_id, team_id, token, installed_at) VALUES (@enterprise, @team, @token, @now)
        ON CONFLICT (enterprise_id, team_id) DO UPDATE SET token = excluded.token, installed_at = excluded.installed_at
        """;

    private const string Remove = "DELETE FROM slack_installations WHERE (team_id = @team AND @team <> '') OR (@team = '' AND team_id = '' AND enterprise_id = @enterprise)";

    /// <inheritdoc />
    public async ValueTask<string?> TokenOfAsync(SlackWorkspace workspace, CancellationToken cancellationToken)
    {
        var kept = await database.UseAsync((connection, token) => FindAsync(connection, workspace, token), cancellationToken).ConfigureAwait(false);
        return kept is not null && Revealed(kept) is { } token ? token : await single.TokenOfAsync(workspace, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public Task KeepAsync(SlackInstallation installation, CancellationToken cancellationToken)
    {
        var (team, enterprise) = Values(installation.Workspace);
        var token = keys.Protect(Purpose, Encoding.UTF8.GetBytes(installation.Token));
        var now = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        return database.UseAsync((connection, stop) => connection.RunAsync(Keep, stop, team, enterprise, ("@token", token), ("@now", now)), cancellationToken);
    }

    /// <inheritdoc />
    public Task RemoveAsync(SlackWorkspace workspace, CancellationToken cancellationToken)
    {
        var (team, enterprise) = Values(workspace);
        return database.UseAsync((connection, stop) => connection.RunAsync(Remove, stop, team, enterprise), cancellationToken);
    }

    private static async Task<byte[]?> FindAsync(DbConnection connection, SlackWorkspace workspace, CancellationToken cancellationToken)
    {
        var (team, enterprise) = Values(workspace);
        await using var command = connection.Command(Find, team, enterprise);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as byte[];
    }

    private static ((string Name, object? Value) Team, (string Name, object? Value) Enterprise) Values(SlackWorkspace workspace) =>
        (("@team", workspace.TeamId ?? string.Empty), ("@enterprise", workspace.EnterpriseId ?? string.Empty));

    private string? Revealed(byte[] token)
    {
        if (keys.Reveal(Purpose, token) is { } revealed)
            return Encoding.UTF8.GetString(revealed);
        Log.KeysGone(logger);
        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(261, LogLevel.Error, "A workspace's token cannot be read: the keys beside the database, or in a shared one the client secret, are gone or others. The app has to be installed there again")]
        public static partial void KeysGone(ILogger logger);
    }
}
