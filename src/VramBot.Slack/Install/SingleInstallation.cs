using Microsoft.Extensions.Options;
using VramBot.Slack.Interactions;

namespace VramBot.Slack.Install;

/// <summary>The one workspace whose bot token was set. There is nothing to keep and nothing to remove.</summary>
internal sealed class SingleInstallation(IOptions<SlackOptions> options) : ISlackInstallations
{
    private readonly string? token = string.IsNullOrWhiteSpace(options.Value.BotToken) ? null : options.Value.BotToken;

    public ValueTask<string?> TokenOfAsync(SlackWorkspace workspace, CancellationToken cancellationToken) => ValueTask.FromResult(token);

    public Task KeepAsync(SlackInstallation installation, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RemoveAsync(SlackWorkspace workspace, CancellationToken cancellationToken) => Task.CompletedTask;
}
