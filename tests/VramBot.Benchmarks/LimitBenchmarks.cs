using System.Globalization;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Options;
using VramBot.Chat;
using VramBot.Chat.Limits;

namespace VramBot.Benchmarks;

/// <summary>What a limit costs an answer: two counts, of the person and of the server.</summary>
[MemoryDiagnoser]
public class LimitBenchmarks
{
    private readonly AnswerLimits open = new(Options.Create(new LimitOptions { PerPerson = int.MaxValue, PerServer = int.MaxValue }), TimeProvider.System);
    private readonly AnswerLimits shut = new(Options.Create(new LimitOptions { PerPerson = 1, PerServer = 1 }), TimeProvider.System);
    private Question[] questions = [];
    private int next;

    [Params(1, 10_000)]
    public int People { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        questions = [.. Enumerable.Range(0, People).Select(person => new Question("/vram qwen3-8b") { Asker = new("discord", (809501827364546778 + person).ToString(CultureInfo.InvariantCulture), $"{person % 100}") })];
        foreach (var question in questions)
            shut.Refuse(question);
    }

    [Benchmark(Baseline = true)]
    public string? Allowed() => open.Refuse(questions[next = (next + 1) % questions.Length]);

    [Benchmark]
    public string? Refused() => shut.Refuse(questions[next = (next + 1) % questions.Length]);
}
