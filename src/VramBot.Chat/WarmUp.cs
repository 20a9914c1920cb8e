using Microsoft.Extensions.Hosting;
using VramBot.Chat.Metrics;
using VramBot.Commands.Grammar;

namespace VramBot.Chat;

/// <summary>
/// Rehearses the estimate's own examples when the bot starts, so that the first people do not wait for code that is still compiled. .NET compiles a method well when it has run thirty times and nothing
/// new has been compiled for a tenth of a second: so the examples are played often, with a pause between, which a question that comes meanwhile uses.
/// </summary>
/// <remarks>Source of the thirty and of the tenth: .NET's tiered compilation (TC_CallCountThreshold, TC_CallCountingDelayMs).</remarks>
internal sealed class WarmUp(IEnumerable<IRehearsal> rehearsals) : BackgroundService
{
    private const int Rounds = 40;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        Rehearsing.IsOn = true;
        try
        {
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var rehearsal in rehearsals.Where(rehearsal => rehearsal.IsOpen))
                    foreach (var line in CommandBook.Vram.Examples)
                        await rehearsal.PlayAsync(line, stoppingToken).ConfigureAwait(false);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(false);
            }

            // What starting and practice have left behind goes back to the machine, once, before anyone waits.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Going down: nobody is left to wait.
        }
    }
}
