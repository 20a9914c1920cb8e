using System.Data.Common;

namespace VramBot.Storage;

/// <summary>Lets one of several replicas at a time do what only one may: whoever holds a lease, until it gives it back or its time is over.</summary>
/// <remarks>Times are the replicas' own: their clocks may differ by a small part of a lease's life.</remarks>
public sealed class Leases(Database database, TimeProvider time)
{
    private const string Take = """
        INSERT INTO held_leases (name, owner, until) VALUES (@name, @owner, @until)
        ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until WHERE held_leases.until <= @now OR held_leases.owner = @owner
        RETURNING owner
        """;

    private const string Give = "DELETE FROM held_leases WHERE name = @name AND owner = @owner";
    private const string Probe = "INSERT INTO held_leases (name, owner, until) VALUES ('probe', '', 0) ON CONFLICT (name) DO UPDATE SET until = 0";

    /// <summary>Takes a lease that nobody holds, or holds on to one's own for longer.</summary>
    /// <param name="name">What may be done alone.</param>
    /// <param name="owner">Who wants to; another name in each process.</param>
    /// <param name="life">How long nobody else may, if it is not given back.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it is held.</returns>
    /// <exception cref="StorageException">The database does not work now.</exception>
    public Task<bool> TakeAsync(string name, string owner, TimeSpan life, CancellationToken cancellationToken) => database.UseAsync(async (connection, token) =>
    {
        var now = time.GetUtcNow();
        await using var command = connection.Command(
            Take, ("@name", name), ("@owner", owner), ("@now", now.ToUnixTimeMilliseconds()), ("@until", (now + life).ToUnixTimeMilliseconds()));
        return await command.ExecuteScalarAsync(token).ConfigureAwait(false) is string;
    }, cancellationToken);

    /// <summary>Gives a lease back.</summary>
    /// <exception cref="StorageException">The database does not work now.</exception>
    public Task GiveBackAsync(string name, string owner, CancellationToken cancellationToken) =>
        database.UseAsync((connection, token) => connection.RunAsync(Give, token, ("@name", name), ("@owner", owner)), cancellationToken);

    /// <summary>Writes a row that means nothing.</summary>
    internal static Task ProbeAsync(DbConnection connection, CancellationToken cancellationToken) => connection.RunAsync(Probe, cancellationToken);
}
