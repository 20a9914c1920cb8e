using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using VramBot.Chat;
using VramBot.Chat.Metrics;
using VramBot.Observability.Metrics;

namespace VramBot.Benchmarks;

/// <summary>What being measured costs a command, with a page that listens and without, what the bound on work costs, and what a look at the page takes.</summary>
[MemoryDiagnoser]
public class MetricsBenchmarks
{
    private const string Line = "/vram model:mixtral-8x7b precision:int4 ctx:4096";
    private readonly WorkGate gate = new(256, 8, 128);
    private readonly Asker asker = new("slack", "U1", "T1");
    private MetricsPage? page;

    [Params(false, true)]
    public bool IsListened { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        page = IsListened ? new() : null;
        MeasuredCommand();
    }

    [GlobalCleanup]
    public void Cleanup() => page?.Dispose();

    [Benchmark]
    public void MeasuredCommand()
    {
        var since = Stopwatch.GetTimestamp();
        ChatMetrics.Ended(ChatMetrics.Slack, Line, AnswerOutcome.Answered, since);
        ChatMetrics.Acknowledged(ChatMetrics.Slack, ChatMetrics.Http, since);
    }

    [Benchmark]
    public void BoundedWork() => gate.Enter(asker)?.Dispose();

    [Benchmark]
    public string? Page() => page?.Write();
}
