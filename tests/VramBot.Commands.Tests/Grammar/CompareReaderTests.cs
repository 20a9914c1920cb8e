using System.Collections.Immutable;
using VramBot.Commands.Grammar;
using VramBot.Core;
using VramBot.Testing;

namespace VramBot.Commands.Tests.Grammar;

public sealed class CompareReaderTests
{
    [Theory]
    [InlineData("/vram-compare qwen3-8b precisions:Q8_0,Q4_K_M", "/vram model:qwen3-8b precision:Q8_0|/vram model:qwen3-8b precision:Q4_K_M")]
    [InlineData("/vram compare qwen3-8b precisions:Q8_0, Q4_K_M ctx:4k", "/vram model:qwen3-8b precision:Q8_0 ctx:4k|/vram model:qwen3-8b precision:Q4_K_M ctx:4k")]
    [InlineData("/vram-compare qwen3-14b vs gemma-3-12b gpu:rtx 3060 12gb", "/vram model:qwen3-14b gpu:\"rtx 3060 12gb\"|/vram model:gemma-3-12b gpu:\"rtx 3060 12gb\"")]
    [InlineData("/vram-compare qwen3-14b gemma-3-12b", "/vram model:qwen3-14b|/vram model:gemma-3-12b")]
    [InlineData("/vram-compare qwen3 8b; llama 3.1 8b", "/vram model:\"qwen3 8b\"|/vram model:\"llama 3.1 8b\"")]
    [InlineData("/vram-compare models:qwen3:8b,llama3.1:8b", "/vram model:qwen3:8b|/vram model:llama3.1:8b")]
    [InlineData("/vram-compare 8b gpu:4090 and 5090", "/vram model:8b gpu:4090|/vram model:8b gpu:5090")]
    [InlineData("/vram-compare 8b ctx:8,192 users:1,8", "/vram model:8b ctx:8,192 users:1|/vram model:8b ctx:8,192 users:8")]
    [InlineData("/vram-compare 8b kv:fp16,q8_0/q4_0 engine:llama.cpp", "/vram model:8b kv:fp16 engine:llama.cpp|/vram model:8b kv:q8_0/q4_0 engine:llama.cpp")]
    [InlineData("/vram-compare 8b,14b task:lora,qlora", "/vram model:8b task:lora|/vram model:8b task:qlora|/vram model:14b task:lora|/vram model:14b task:qlora")]
    [InlineData("/vram-compare 8b,8B,14b,8b", "/vram model:8b|/vram model:14b")]
    public void Each_thing_is_a_line_of_its_own(string line, string lines) => Assert.Equal(lines.Split('|'), Read(line).Select(compared => compared.Line.ToString()));

    [Theory]
    [InlineData("/vram-compare", "model.missing,compare.one")]
    [InlineData("/vram-compare qwen3-8b", "compare.one")]
    [InlineData("/vram-compare qwen3-8b precisions:Q4_K_M", "compare.one")]
    [InlineData("/vram-compare qwen3-8b task:qlora", "compare.one")]
    [InlineData("/vram-compare qwen3-8b ctx:1k,2k,3k,4k,5k,6k,7k", "compare.many")]
    [InlineData("/vram-compare qwen3-8b,qwen3-14b,qwen3-32b precisions:Q8_0,Q6_K,Q4_K_M", "compare.many")]
    [InlineData("/vram-compare mixtal-8x7b,qwen3-8b precisions:q44,Q4_K_M ctx:4kk", "model.unknown,precision.unknown,ctx.number")]
    [InlineData("/vram-compare qwen3-8b gpu:4090,nothing-like-this engines:vllm,vlmm", "gpu.unknown,engine.unknown")]
    [InlineData("/vram-compare qwen3-8b,qwen3-14b prezision:Q4_K_M kv:zz", "option.unknown,kv.unknown")]
    public void All_that_is_wrong_is_said_with_a_line_that_is_answered(string line, string codes)
    {
        var problems = Lines.Desk.Ask(line).Problems;
        Assert.Equal(codes.Split(',').Order(StringComparer.Ordinal), problems.Select(problem => problem.Code).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(problems, problem => Assert.Empty(Lines.Desk.Ask(problem.Try).Problems));
    }

    [Fact]
    public void A_corrected_line_keeps_what_was_right() => Assert.Equal(
        "/vram-compare models:mixtral-8x7b,qwen3-8b precisions:Q4_K_M,Q8_0 ctx:4k",
        Lines.Desk.Ask("/vram-compare mixtal-8x7b,qwen3-8b precisions:Q4_K_M,Q8_0 ctx:4kk").Problems[0].Try);

    private static ImmutableArray<ComparedLine> Read(string line)
    {
        var problems = new List<Problem>();
        var typed = Lines.Typed(line, problems);
        Assert.Empty(problems);
        return Assert.IsType<Result<ImmutableArray<ComparedLine>>.Ok>(new CompareReader(ShippedCatalogs.Catalog).Read(typed!)).Value;
    }
}
