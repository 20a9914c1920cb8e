using VramBot.Storage;

namespace VramBot.Discord.Commands;

/// <summary>Lets one replica at a time look at the registered commands and change them: of those that start at once the first registers, and the others find it done.</summary>
/// <remarks>Where the database does not work, nobody waits for anybody: what is registered twice is the same.</remarks>
internal sealed class RegistrationTurn(Leases leases, TimeProvider time)
{
    private const string Name = "discord-commands";

    // Longer than looking and registering take, Discord's limits and all; a replica that dies meanwhile holds the others up so long.
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly string owner = Guid.NewGuid().ToString("N");

    /// <summary>Waits for the turn; it is over when what is returned is disposed of.</summary>
    public async Task<IAsyncDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!await leases.TakeAsync(Name, owner, Life, cancellationToken).ConfigureAwait(false))
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
        catch (StorageException)
        {
            // As if alone.
        }

        return new Turn(leases, owner);
    }

    private sealed class Turn(Leases leases, string owner) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await leases.GiveBackAsync(Name, owner, CancellationToken.None).ConfigureAwait(false);
            }
            catch (StorageException)
            {
                // It ends by itself.
            }
        }
    }
}
