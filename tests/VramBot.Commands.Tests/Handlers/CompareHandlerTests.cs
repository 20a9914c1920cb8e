using System.Collections.Immutable;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using VramBot.Commands.Handlers;
using VramBot.Commands.Replies;
using VramBot.Commands.Tests.Grammar;
using VramBot.Core;
using VramBot.Core.Fitting;
using VramBot.Testing;

namespace VramBot.Commands.Tests.Handlers;

public sealed class CompareHandlerTests
{
    private static readonly (string Option, string[] Values)[] Options =
    [
        ("models", ["qwen3-8b,gemma-3-12b", "mixtral-8x7b", "8b,14b,nothing-like-this", "deepseek-v3,zamba2-7b", "llama3.1:8b", ",", "kimi-k3,qwen3-8b"]),
        ("precisions", ["Q8_0,Q4_K_M", "bf16,fp8,awq", "aqlm-2x8,nf4", "q44", "exl2:4.65"]),
        ("engines", ["vllm,llama.cpp", "ollama", "unsloth,vllm", "@"]),
        ("kv", ["fp16,q8_0", "fp8", "zz"]),
        ("ctx", ["4k,32k,max", "8,192", "0", "x"]),
        ("users", ["1,8", "many"]),
        ("gpu", ["4090,5090", "2x3090", "24GB,m2-ultra", "t4", "xx"]),
        ("task", ["lora,qlora,full", "inference", "tune"]),
    ];

    private static readonly Gen<string> Line =
        from options in (from option in Gen.Elements(Options) from value in Gen.Elements(option.Values) select $"{option.Option}:{value}").ListOf()
        select "/vram-compare " + string.Join(' ', options.Take(5));

    [Fact]
    public void Any_comparison_is_answered_or_refused_with_lines_that_are_answered() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(150),
        Prop.ForAll(Line.ToArbitrary(), line =>
        {
            foreach (var problem in Lines.Desk.Ask(line).Problems)
                if (problem.Expected.Length == 0 || Lines.Desk.Ask(problem.Try).Problems.Length > 0)
                    throw new InvalidOperationException($"{problem.Code}: {problem.Try}");
            return true;
        }));

    [Theory]
    [InlineData("/vram-compare llama-3.1-8b precisions:Q8_0,Q5_K_M,Q4_K_M gpu:3060-12gb ctx:8k", "Q8_0")]
    [InlineData("/vram-compare llama-3.1-8b precisions:bf16,Q8_0,Q4_K_M gpu:3060-12gb engine:llama.cpp", "Q8_0")]
    [InlineData("/vram-compare llama-3.1-8b precisions:bf16,Q8_0 gpu:4gb", null)]
    [InlineData("/vram-compare llama-3.1-8b precisions:Q8_0,Q4_K_M", null)]
    [InlineData("/vram-compare llama-3.3-70b precisions:Q4_K_M gpu:2x3090,l40s,h100", "L40S 48 GB")]
    [InlineData("/vram-compare llama-3.1-8b precisions:Q4_K_M gpu:3060-12gb ctx:4k,16k,128k", "16k tokens")]
    [InlineData("/vram-compare llama-3.1-8b precisions:Q4_K_M gpu:4060 kv:fp16,q8_0 ctx:24k", "q8_0")]
    [InlineData("/vram-compare qwen3-8b engines:sglang,llama.cpp precision:bf16", "llama.cpp b9849")]
    [InlineData("/vram-compare llama-2-13b,qwen3-14b precision:Q4_K_M gpu:3060-12gb", "Qwen3-14B")]
    [InlineData("/vram-compare llama-3.1-8b task:qlora,lora,full gpu:h100", "full fine-tuning")]
    public void The_one_to_take_is_marked(string line, string? best) => Assert.Equal(best, Answer(line).Best?.Label);

    [Fact]
    public void Each_thing_is_what_its_own_line_answers()
    {
        foreach (var item in Answer("/vram-compare qwen3-8b,gemma-3-12b precisions:Q8_0,Q4_K_M gpu:4070 ctx:8k").Items)
        {
            var alone = Lines.Desk.Ask(item.Compared.Line.ToString()).Vram!;
            Assert.Equal(alone.Estimate.Total, item.Estimate!.Total);
            Assert.Equal(alone.Own!.Verdict, item.Own!.Verdict);
            if (item.MaxContext is not { } most)
                continue;
            Assert.True(FitFinder.Find(item.Estimate.Request with { Context = most }, item.Own.Gpu, 1) is Result<GpuFit>.Ok { Value.Verdict: not FitVerdict.DoesNotFit });
        }
    }

    [Fact]
    public void What_cannot_be_estimated_says_why_beside_the_others()
    {
        var answer = Answer("/vram-compare qwen3-8b precisions:Q4_K_M,aqlm-2x8");
        Assert.Equal([null, "engine.unbuilt"], answer.Items.Select(item => item.Problem?.Code));
        Assert.Contains(CompareReply.Of(answer).Sections.OfType<ReplySection.Paragraph>(), note => note.Text.StartsWith("aqlm-2x8: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/vram-compare llama-3.1-8b precisions:Q8_0,Q6_K,Q5_K_M,Q4_K_M,IQ4_XS,Q3_K_M gpu:3060-12gb")]
    [InlineData("/vram-compare llama-3.1-405b,deepseek-v3,mistral-small-3.2-24b precision:Q4_K_M gpu:8xh100")]
    [InlineData("/vram-compare llama-3.1-8b task:lora,qlora,full gpu:4090")]
    [InlineData("/vram-compare llama-3.3-70b precisions:Q4_K_M gpu:2x3090,l40s,h100")]
    public void No_table_is_wider_than_a_phone(string line) => Assert.All(
        CompareReply.Of(Answer(line)).Sections.OfType<ReplySection.Table>().SelectMany(TableText.Lines),
        text => Assert.True(text.Length <= TableText.PhoneWidth, text));

    [Fact]
    public void The_json_has_a_line_for_each_that_is_answered()
    {
        using var json = JsonDocument.Parse(Lines.Desk.Ask("/vram-compare llama-3.1-8b precisions:Q8_0,Q4_K_M,aqlm-2x8 gpu:4070").Json!());
        var compared = json.RootElement.GetProperty("compared").EnumerateArray().ToList();
        Assert.Equal(3, compared.Count);
        Assert.Empty(Lines.Desk.Ask(compared[0].GetProperty("line").GetString()!).Problems);
        Assert.Equal("fits", compared[0].GetProperty("fit").GetProperty("verdict").GetString());
        Assert.Equal([true, false, false], compared.Select(item => item.GetProperty("best").GetBoolean()));
        Assert.True(compared[2].TryGetProperty("problem", out _));
        Assert.Equal(compared[0].GetProperty("total_gib").GetDouble(), new[] { "weights_gib", "kv_gib", "rest_gib" }.Sum(part => compared[0].GetProperty(part).GetDouble()), 4);
    }

    private static CompareAnswer Answer(string line)
    {
        var problems = new List<Problem>();
        var typed = Lines.Typed(line, problems);
        Assert.Empty(problems);
        return Assert.IsType<Result<CompareAnswer>.Ok>(new CompareHandler(ShippedCatalogs.Catalog).Handle(typed!)).Value;
    }
}
