namespace VramBot.Hub.Tests.Loopback;

/// <summary>One reader before one loopback hub for many tests: each puts a repository of its own there.</summary>
public sealed class SharedHub : IAsyncLifetime
{
    internal HubRun Run { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Run = await HubRun.StartAsync();

    public async ValueTask DisposeAsync() => await Run.DisposeAsync();
}
