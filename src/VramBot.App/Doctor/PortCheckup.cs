using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using VramBot.Chat.Checkups;

namespace VramBot.App.Doctor;

/// <summary>Looks whether the bot could listen.</summary>
internal sealed class PortCheckup(IOptions<HttpOptions> http) : ICheckup
{
    public string Name => "port";

    public async Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken cancellationToken)
    {
        var options = http.Value;
        try
        {
            using var listener = new TcpListener(IPAddress.Parse(options.Address), options.Port) { ExclusiveAddressUse = true };
            listener.Start();
            return [Finding.Fine(Name, $"{options.Port} is free")];
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse)
        {
            return [await IsOursAsync(options.Port, cancellationToken)
                ? Finding.Fine(Name, $"a bot answers on {options.Port} already")
                : Finding.Broken(Name, $"{options.Port} is taken by another program", "Set Http__Port to a free port, or end that program.")];
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AccessDenied)
        {
            return [Finding.Broken(Name, $"{options.Port} may not be listened on", "Set Http__Port to a port from 1024 on, such as 8080.")];
        }
        catch (SocketException exception)
        {
            return [Finding.Broken(Name, $"{options.Address} cannot be listened on ({exception.SocketErrorCode})", "Set Http__Address to an address of this machine, or leave it out for all of them.")];
        }
    }

    private static async Task<bool> IsOursAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        try
        {
            return await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/healthz"), cancellationToken) == "ok\n";
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
