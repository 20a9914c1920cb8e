using System.Diagnostics;

namespace VramBot.Hosting.Tests.Replicas;

/// <summary>nginx itself, with the file that hosts run it with: only the replicas' addresses and the port are others.</summary>
internal sealed class NginxProxy : IReplicaProxy
{
    private readonly Process process;
    private readonly string folder;

    private NginxProxy(Process process, string folder, int port) => (this.process, this.folder, Address) = (process, folder, new($"http://127.0.0.1:{port}/"));

    /// <summary>Where the program is; none where it is not installed.</summary>
    public static string? Program { get; } =
        $"{Environment.GetEnvironmentVariable("PATH")}{Path.PathSeparator}/usr/sbin".Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "nginx")).FirstOrDefault(File.Exists);

    public Uri Address { get; }

    public static async Task<NginxProxy> StartAsync(IReadOnlyList<Replica> replicas)
    {
        var (port, folder) = (Replica.FreePort(), Directory.CreateTempSubdirectory("vrambot-nginx").FullName);
        var file = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(file, ProxySettings.For(port, folder, replicas.Select(replica => replica.Port)), TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo(Program!) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in new[] { "-c", file, "-p", folder })
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var proxy = new NginxProxy(process, folder, port);
        await proxy.UpAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task UpAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        while (true)
        {
            Assert.False(process.HasExited, "nginx did not take its file");
            try
            {
                using var answer = await client.GetAsync("healthz", TestContext.Current.CancellationToken);
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
}
