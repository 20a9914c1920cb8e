using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace VramBot.Storage;

/// <summary>Opens a shared database when the bot starts, so that what is wrong with it is said then; a file is made when there is something to keep. Nobody waits for either.</summary>
internal sealed class DatabaseStart(Database database, IOptions<StorageOptions> options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.IsShared)
            database.Begin();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
