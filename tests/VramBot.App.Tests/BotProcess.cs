using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace VramBot.App.Tests;

/// <summary>The program as a user starts it: a process of its own, listening on loopback only.</summary>
internal sealed class BotProcess : IAsyncDisposable
{
    private readonly Process process;

    private BotProcess(Process process) => this.process = process;

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static BotProcess Start(IReadOnlyDictionary<string, string> settings, params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "VramBot.App.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>Runs to the end and returns the exit code with all that was printed.</summary>
    public static async Task<(int Exit, string Output, string Errors)> RunAsync(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        await using var bot = Start(settings, arguments);
        var output = bot.process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = bot.process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bot.process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (bot.process.ExitCode, await output, await errors);
    }

    /// <summary>Reads what is printed until a line holds the text.</summary>
    public async Task<string> ReadUntilAsync(string text)
    {
        var seen = new System.Text.StringBuilder();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            seen.AppendLine(line);
            if (line.Contains(text, StringComparison.Ordinal))
                break;
        }

        return seen.ToString();
    }

    /// <summary>All that is printed from here on, until it ends.</summary>
    public Task<string> RestAsync() => process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

    /// <summary>Asks it to go down, as container engines do.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
