using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace VramBot.Hosting.Tests.Replicas;

/// <summary>The bot as a host runs it: a process of its own on loopback, told nothing but its settings, and ended by signals.</summary>
internal sealed partial class Replica : IAsyncDisposable
{
    private const int Terminate = 15;
    private const int Kill = 9;

    private readonly Process process;
    private readonly ConcurrentQueue<string> printed = new();

    private Replica(Process process, int port)
    {
        (this.process, Port) = (process, port);
        process.OutputDataReceived += (_, line) => printed.Enqueue(line.Data ?? string.Empty);
        process.ErrorDataReceived += (_, line) => printed.Enqueue(line.Data ?? string.Empty);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    /// <summary>All that it printed.</summary>
    public string Printed => string.Join('\n', printed);

    /// <summary>Starts one, with signed requests of Slack open, and waits until it is ready.</summary>
    public static async Task<Replica> StartAsync()
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Path.GetTempPath() };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "VramBot.App.dll"));
        start.ArgumentList.Add("serve");
        start.Environment["Http__Address"] = "127.0.0.1";
        start.Environment["Http__Port"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["Slack__SigningSecret"] = SignedQuestion.Secret;
        var replica = new Replica(Process.Start(start)!, port);
        await replica.ReadyAsync();
        return replica;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>As <c>docker stop</c>, Kubernetes and systemd do.</summary>
    public void AskToGo() => Assert.Equal(0, Signal(process.Id, Terminate));

    /// <summary>As a machine that dies does.</summary>
    public void Die() => Assert.Equal(0, Signal(process.Id, Kill));

    /// <summary>Waits for its end.</summary>
    public async Task<int> EndedAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    /// <summary>Waits until it has printed a text.</summary>
    public async Task SaysAsync(string text)
    {
        while (!Printed.Contains(text, StringComparison.Ordinal))
            await Task.Delay(10, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task ReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        while (true)
        {
            Assert.False(process.HasExited, Printed);
            try
            {
                using var answer = await client.GetAsync("readyz", TestContext.Current.CancellationToken);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Signal(int process, int signal);
}
