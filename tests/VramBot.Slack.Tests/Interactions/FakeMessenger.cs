using System.Text.Json;
using VramBot.Slack.Interactions;
using VramBot.Slack.Tests.Blocks;

namespace VramBot.Slack.Tests.Interactions;

/// <summary>Keeps what is sent, and holds it against Slack's limits.</summary>
internal sealed class FakeMessenger : ISlackMessenger
{
    /// <summary>The messages, with where they went.</summary>
    public List<(string ResponseUrl, JsonElement Message)> Messages { get; } = [];

    /// <summary>The forms, with who asked.</summary>
    public List<(SlackWorkspace Workspace, string TriggerId, JsonElement View)> Views { get; } = [];

    /// <summary>What goes wrong with whatever is sent.</summary>
    public Exception? MessageFault { get; init; }

    /// <summary>What goes wrong with forms.</summary>
    public Exception? ViewFault { get; init; }

    public Task RespondAsync(string responseUrl, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        if (MessageFault is not null)
            throw MessageFault;
        var json = JsonElement.Parse(message.Span);
        Assert.Empty(SlackRules.ProblemsOf(json));
        lock (Messages)
            Messages.Add((responseUrl, json));
        return Task.CompletedTask;
    }

    public Task OpenViewAsync(SlackWorkspace workspace, string triggerId, ReadOnlyMemory<byte> view, CancellationToken cancellationToken)
    {
        if (ViewFault is not null)
            throw ViewFault;
        var json = JsonElement.Parse(view.Span);
        Assert.Empty(SlackRules.ProblemsOfView(json));
        Views.Add((workspace, triggerId, json));
        return Task.CompletedTask;
    }
}
