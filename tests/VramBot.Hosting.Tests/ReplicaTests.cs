using System.Net;
using System.Net.Sockets;
using System.Text;
using VramBot.Hosting.Tests.Replicas;

namespace VramBot.Hosting.Tests;

/// <summary>Replicas come and go, and nobody who asks notices.</summary>
public sealed class ReplicaTests
{
    /// <summary>Starts take seconds on a busy machine; a test that takes longer than this hangs.</summary>
    private const int Patience = 180_000;

    private const int Requests = 600;
    private const int Senders = 8;

    /// <summary>A proxy that does what nginx.conf says, and nginx itself where it is installed.</summary>
    public static TheoryData<string> Proxies() => NginxProxy.Program is null ? ["mirror"] : ["mirror", "nginx"];

    [Theory(Timeout = Patience)]
    [MemberData(nameof(Proxies))]
    public async Task Of_three_replicas_one_dies_and_one_is_asked_to_go_and_no_answer_is_lost(string kind)
    {
        var replicas = await Task.WhenAll(Replica.StartAsync(), Replica.StartAsync(), Replica.StartAsync());
        try
        {
            await using IReplicaProxy proxy = kind == "nginx" ? await NginxProxy.StartAsync(replicas) : await MirrorProxy.StartAsync(replicas);
            using var client = new HttpClient { BaseAddress = proxy.Address };
            var (asked, problems) = (0, new System.Collections.Concurrent.ConcurrentBag<string>());

            await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(async () =>
            {
                while (Interlocked.Increment(ref asked) is var number and <= Requests)
                {
                    if (number == Requests / 4)
                        replicas[0].Die();
                    if (number == Requests / 2)
                        replicas[1].AskToGo();
                    var question = new SignedQuestion(number);
                    using var answer = await client.SendAsync(question.Request(), TestContext.Current.CancellationToken);
                    var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                    if ((answer.StatusCode is HttpStatusCode.OK ? question.Problem(text) : $"{number}: {answer.StatusCode} {text}") is { Length: > 0 } problem)
                        problems.Add(problem);
                }
            })));

            Assert.Empty(problems);
            Assert.Equal(0, await replicas[1].EndedAsync());
        }
        finally
        {
            foreach (var replica in replicas)
                await replica.DisposeAsync();
        }
    }

    [Fact(Timeout = Patience)]
    public async Task What_had_begun_when_it_was_asked_to_go_is_answered()
    {
        await using var replica = await Replica.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, replica.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        var question = new SignedQuestion(1);
        var (beginning, ending) = question.Bytes(replica.Port);
        await stream.WriteAsync(beginning, TestContext.Current.CancellationToken);
        using (var other = new HttpClient { BaseAddress = replica.Address })
            await other.GetStringAsync("healthz", TestContext.Current.CancellationToken);

        replica.AskToGo();
        await replica.SaysAsync("shutting down");
        await stream.WriteAsync(ending, TestContext.Current.CancellationToken);
        var answer = await new StreamReader(stream, Encoding.UTF8).ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
        var body = answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        Assert.Empty(question.Problem(body));
        Assert.Equal(0, await replica.EndedAsync());
    }
}
