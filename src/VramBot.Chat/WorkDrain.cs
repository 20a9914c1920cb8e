using Microsoft.Extensions.Hosting;

namespace VramBot.Chat;

/// <summary>Lets what is being answered be answered before the bot goes down.</summary>
internal sealed class WorkDrain(WorkInFlight work) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => work.DrainAsync(cancellationToken);
}
