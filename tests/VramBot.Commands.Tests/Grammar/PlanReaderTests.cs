using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using VramBot.Commands.Grammar;
using VramBot.Core;
using VramBot.Testing;

namespace VramBot.Commands.Tests.Grammar;

/// <summary>What the values of a plan mean.</summary>
public sealed class PlanReaderTests
{
    [Theory]
    [InlineData("chat 1k+500 80%, rag 8k+500 15%, long 60k+2k 5%", "chat 1024+500 0.8 | rag 8192+500 0.15 | long 61440+2048 0.05")]
    [InlineData("chat 1k + 500 80 %; rag 8k+500", "chat 1024+500 0.8 | rag 8192+500 0.2")] // what is left
    [InlineData("chat 1k+500, rag 8k+500", "chat 1024+500 0.5 | rag 8192+500 0.5")] // alike
    [InlineData("80% 1k+500 chat, 20% 8k+500 deep research", "chat 1024+500 0.8 | deep research 8192+500 0.2")]
    [InlineData("1k+500 75%, 8k+500 25%", "1024+500 1024+500 0.75 | 8192+500 8192+500 0.25")]
    [InlineData("chat:1k+500:90%,long:60k+2k:10%", "chat 1024+500 0.9 | long 61440+2048 0.1")]
    [InlineData("chat 33.3% 1000+24, b 2000+48 33.3%, c 4000+96 33.3%", "chat 1000+24 0.333 | b 2000+48 0.333 | c 4000+96 0.333")]
    public void Classes_are_read_as_they_are_written(string classes, string read) => Assert.Equal(read, Words(Understood($"/vram-plan llama-3.1-8b users:40 classes:\"{classes}\"")));

    [Theory]
    [InlineData("chat 1k+500 x30, long 8k+500 x10", 40, "chat 1024+500 0.75 | long 8192+500 0.25")]
    [InlineData("chat 1k+500 30, long 8k+500 10x", 40, "chat 1024+500 0.75 | long 8192+500 0.25")]
    public void Numbers_of_sequences_count_the_users(string classes, double users, string read)
    {
        var question = Understood($"/vram-plan llama-3.1-8b classes:\"{classes}\"");
        Assert.Equal(users, question.Traffic.Users);
        Assert.Equal(read, Words(question));
    }

    [Theory]
    [InlineData("prompt:7k output:1k", "7168+1024", AssumedLengths.None)]
    [InlineData("prompt:7k", "7168+512", AssumedLengths.Output)]
    [InlineData("output:1k", "3584+1024", AssumedLengths.Prompt)]
    [InlineData("", "3584+512", AssumedLengths.Both)]
    [InlineData("ctx:8k", "7680+512", AssumedLengths.WholeContext)]
    [InlineData("ctx:8k prompt:6k", "6144+2048", AssumedLengths.None)]
    [InlineData("ctx:8k output:1k", "7168+1024", AssumedLengths.None)]
    [InlineData("ctx:32k prompt:6k output:1k", "6144+1024", AssumedLengths.None)]
    public void Lengths_that_are_not_said_fill_the_context_or_are_as_usual(string said, string lengths, AssumedLengths assumed)
    {
        var question = Understood($"/vram-plan llama-3.1-8b users:40 {said}");
        Assert.Equal(lengths, $"{question.Traffic.Classes[0].Prompt}+{question.Traffic.Classes[0].Output}");
        Assert.Equal(assumed, question.Assumed);
    }

    [Theory]
    [InlineData("gpu:h100", null)]
    [InlineData("gpu:1xh100", 1)]
    [InlineData("gpu:2xh100", 2)]
    [InlineData("gpu:h100 tp:4", 4)]
    [InlineData("gpu:h100 tp:4 pp:2", 8)]
    [InlineData("gpu:h100 tp:1", 1)]
    [InlineData("gpus:4", 4)]
    [InlineData("gpu:h100 flags:\"-tp 2\"", 2)]
    public void Cards_of_a_replica_are_those_that_were_counted(string said, int? cards) => Assert.Equal(cards, Understood($"/vram-plan llama-3.1-8b users:40 {said}").Cards);

    [Theory]
    [InlineData("10", 0.1)]
    [InlineData("12.5%", 0.125)]
    [InlineData("0.15", 0.15)]
    [InlineData("0", 0)]
    public void A_headroom_is_a_percentage(string said, double share) => Assert.Equal(share, Understood($"/vram-plan llama-3.1-8b users:40 headroom:{said}").Headroom!.Value, 9);

    [Theory]
    [InlineData("/vram-plan llama-3.1-8b", "users.missing", "/vram-plan model:llama-3.1-8b users:40")]
    [InlineData("/vram-plan llama-3.1-8b users:0", "users.number", "/vram-plan model:llama-3.1-8b users:40")]
    [InlineData("/vram-plan users:40", "model.missing", "/vram-plan users:40 model:llama-3.1-8b")]
    [InlineData("/vram-plan llama-3.1-8b users:40 prompt:lots", "prompt.number", "/vram-plan model:llama-3.1-8b users:40 prompt:4096")]
    [InlineData("/vram-plan llama-3.1-8b users:40 output:0", "output.number", "/vram-plan model:llama-3.1-8b users:40 output:4096")]
    [InlineData("/vram-plan llama-3.1-8b users:40 burst:0.5", "burst.number", "/vram-plan model:llama-3.1-8b users:40")]
    [InlineData("/vram-plan llama-3.1-8b users:40 headroom:60", "headroom.number", "/vram-plan model:llama-3.1-8b users:40")]
    [InlineData("/vram-plan llama-3.1-8b users:40 headroom:10 flags:\"--gpu-memory-utilization 0.8\"", "headroom.flags", "/vram-plan model:llama-3.1-8b users:40 flags:\"--gpu-memory-utilization 0.8\"")]
    [InlineData("/vram-plan llama-3.1-8b users:40 prompt:1k classes:\"chat 1k+500\"", "classes.lengths", "/vram-plan model:llama-3.1-8b users:40 classes:\"chat 1k+500\"")]
    [InlineData("/vram-plan llama-3.1-8b users:40 classes:\"chat 1k\"", "classes.item", "/vram-plan model:llama-3.1-8b users:40 classes:\"chat 1024+500 80%, long 8192+1024 20%\"")]
    [InlineData("/vram-plan llama-3.1-8b users:40 classes:\"chat 1k+x 80%, rag 8k+500 20%\"", "classes.length", "/vram-plan model:llama-3.1-8b users:40 classes:\"rag 8192+500\"")]
    [InlineData("/vram-plan llama-3.1-8b users:40 classes:\"chat 1k+500 80%, rag 8k+500 30%\"", "classes.share", "/vram-plan model:llama-3.1-8b users:40 classes:\"chat 1024+500 73%, rag 8192+500 27%\"")]
    [InlineData("/vram-plan llama-3.1-8b users:40 classes:\"chat 1k+500 80%, rag 8k+500 x3\"", "classes.mixed", "/vram-plan model:llama-3.1-8b users:40 classes:\"chat 1024+500, rag 8192+500\"")]
    [InlineData("/vram-plan llama-3.1-8b users:40 classes:\"a 1k+500 80%, b 1k+500, c 2k+1k\"", "classes.rest", "/vram-plan model:llama-3.1-8b users:40 classes:\"a 1024+500, b 1024+500, c 2048+1024\"")]
    [InlineData("/vram-plan llama-3.1-8b users:40 classes:\"chat 1k+500 x30, rag 8k+500 x30\"", "users.classes", "/vram-plan model:llama-3.1-8b classes:\"chat 1k+500 x30, rag 8k+500 x30\"")]
    [InlineData("/vram-plan llama-3.1-8b users:40 ctx:4k prompt:4k output:1k", "ctx.classes", "/vram-plan model:llama-3.1-8b users:40 prompt:4k output:1k")]
    [InlineData("/vram-plan llama-3.1-8b users:40 gpu:h100 tp:3", "layout.heads", "/vram-plan model:llama-3.1-8b users:40 gpu:h100")]
    [InlineData("/vram-plan llama-3.1-8b users:40 engine:unsloth", "engine.task", "/vram-plan model:llama-3.1-8b users:40")]
    [InlineData("/vram-plan llama-3.1-8b users:40 rank:16", "option.unknown", "/vram-plan model:llama-3.1-8b users:40")]
    public void What_cannot_be_read_is_said_with_a_line_that_works(string line, string code, string works)
    {
        var problem = Lines.Desk.Ask(line).Problems[0];
        Assert.Equal((code, works), (problem.Code, problem.Try));
        Assert.Empty(Lines.Desk.Ask(works).Problems);
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once() => Assert.Equal(
        ["option.unknown", "classes.item", "users.number", "burst.number", "model.unknown"],
        Lines.Desk.Ask("/vram-plan lama-8b clases:\"chat 1k\" users:x burst:20").Problems.Select(problem => problem.Code));

    private static readonly (string Option, string[] Values)[] Options =
    [
        ("users", ["1", "40", "2,000", "0", "many"]),
        ("prompt", ["1", "4k", "100M", "0", "x"]),
        ("output", ["1", "500", "2k", "-1"]),
        ("classes", ["\"chat 1k+500 80%, long 60k+2k 20%\"", "\"a 1k+1 x3\"", "\"a 1+1, b\"", "\",\"", "\"+ 5%\"", "\"a 1k+500 0%\"", "\"1+1,1+1,1+1,1+1,1+1,1+1,1+1,1+1,1+1\"", "\"a 1k+500 50% 50%\"", "\"a 1k+500 999999%\""]),
        ("burst", ["1", "2.5x", "11", "x"]),
        ("headroom", ["10", "0.2", "15%", "70", "%"]),
        ("ctx", ["8k", "max", "1", "0"]),
        ("precision", ["bf16", "awq", "Q4_K_M", "nf4", "exl2:4.65", "zz"]),
        ("kv", ["fp8", "q8_0", "zz"]),
        ("engine", ["vllm", "vllm@0.7", "sglang", "llama.cpp", "ollama", "mlx", "transformers", "exllamav2", "lmdeploy", "unsloth", "zz"]),
        ("gpu", ["h100", "1xl40s", "8xh200", "24GB", "4", "m2-ultra", "mi300x", "tpu-v5e", "zz"]),
        ("tp", ["1", "2", "3", "x"]),
        ("pp", ["1", "2", "0"]),
        ("flags", ["\"--max-num-seqs 64\"", "\"-np 4 -c 16384\"", "\"--gpu-memory-utilization 0.8\"", "\"--zz 1\"", "\"-ngl 20\""]),
    ];

    private static readonly Gen<string> Option =
        from option in Gen.Elements(Options)
        from value in Gen.Elements(option.Values)
        select $"{option.Option}:{value}";

    private static readonly Gen<string> Line =
        from model in Gen.Elements("llama-3.1-8b", "qwen3-next-80b", "mixtral-8x7b", "mamba-2.8b", "7b", "lama")
        from options in Option.ListOf()
        select $"/vram-plan {model} {string.Join(' ', options.Take(5))}";

    [Fact]
    public void Any_combination_is_answered_or_refused_with_lines_that_are_answered() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(Line.ToArbitrary(), line =>
        {
            var answer = Lines.Desk.Ask(line);
            foreach (var problem in answer.Problems.DistinctBy(problem => problem.Try))
                if (problem.Expected.Length == 0 || problem.Try.Length == 0 || Lines.Desk.Ask(problem.Try).Problems.Length > 0)
                    throw new InvalidOperationException($"{problem.Code}: {problem.Try}");
            return answer.Problems.Length > 0 || answer.Json!().Length > 0;
        }));

    private static PlanQuestion Understood(string line)
    {
        var problems = new List<Problem>();
        var typed = Lines.Typed(line, problems)!;
        var question = new PlanReader(ShippedCatalogs.Catalog).Read(typed, problems);
        Assert.Empty(problems);
        return question!;
    }

    private static string Words(PlanQuestion question) => string.Join(" | ", question.Traffic.Classes.Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Name} {each.Prompt}+{each.Output} {each.Share:0.###}")));
}
