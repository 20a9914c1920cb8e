using Microsoft.Extensions.Hosting;
using VramBot.Commands.Grammar;

namespace VramBot.Chat;

/// <summary>Asks each command's own examples when the bot starts, so that the first person does not wait for what only the first answer needs.</summary>
internal sealed class WarmUp(IAnswers answers) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        foreach (var line in CommandBook.All.Where(command => command.IsBuilt).SelectMany(command => command.Examples))
            if (!stoppingToken.IsCancellationRequested)
                (await answers.AskAsync(line, stoppingToken).ConfigureAwait(false)).Controls();
    }
}
