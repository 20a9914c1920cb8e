using System.Security.Cryptography;

namespace VramBot.Storage;

/// <summary>Random keys that all who share the database have in common.</summary>
public sealed class KeptSecrets(Database database)
{
    private const int Length = 32;
    private const string Keep = "INSERT INTO kept_secrets (name, value) VALUES (@name, @value) ON CONFLICT (name) DO NOTHING";
    private const string Find = "SELECT value FROM kept_secrets WHERE name = @name";

    /// <summary>The key of that name; made when it is asked for first, by whoever comes first.</summary>
    /// <exception cref="StorageException">The database does not work now.</exception>
    public Task<byte[]> OfAsync(string name, CancellationToken cancellationToken) => database.UseAsync(async (connection, token) =>
    {
        await connection.RunAsync(Keep, token, ("@name", name), ("@value", RandomNumberGenerator.GetBytes(Length))).ConfigureAwait(false);
        await using var command = connection.Command(Find, ("@name", name));
        return (byte[])(await command.ExecuteScalarAsync(token).ConfigureAwait(false))!;
    }, cancellationToken);
}
