using VramBot.Commands.Replies;
using VramBot.Core.Estimation;

namespace VramBot.Commands.Tests.Grammar;

/// <summary>Ranks that hold whole experts.</summary>
public sealed class ExpertParallelTests
{
    // Eight ranks hold an eighth of the experts each, whole or sliced: as many bytes, when the experts divide.
    [Theory]
    [InlineData("deepseek-v3", 8)]
    [InlineData("mixtral-8x7b", 4)]
    public void Whole_experts_take_what_slices_of_all_take(string model, int ranks) =>
        Assert.Equal(Of($"{model} tp:{ranks}")[PartKind.Weights].TotalGibibytes, Of($"{model} ep:{ranks}")[PartKind.Weights].TotalGibibytes, 0.05);

    // 2,880 wide experts of gpt-oss: 4 slices of 720 are padded to 768 each, a whole one to 2,944.
    [Fact]
    public void Whole_experts_are_padded_less() => Assert.True(Of("gpt-oss-120b ep:4 gpu:4x4090")[PartKind.Weights] < Of("gpt-oss-120b tp:4 gpu:4x4090")[PartKind.Weights]);

    [Theory]
    [InlineData("mixtral-8x7b ep:2", "whole experts on each of them (--enable-expert-parallel)")]
    [InlineData("mixtral-8x7b flags:\"--enable-expert-parallel -tp 2\"", "whole experts on each of them (--enable-expert-parallel)")]
    [InlineData("mixtral-8x7b engine:sglang ep:2", "whole experts on each rank (--ep-size 2)")]
    [InlineData("mixtral-8x7b engine:sglang flags:\"--tp 2 --ep-size 2\"", "whole experts on each rank (--ep-size 2)")]
    public void The_switch_to_copy_is_said(string line, string said)
    {
        Assert.Contains(Of(line).Assumptions, assumption => assumption.Contains(said, StringComparison.Ordinal));
        Assert.Contains("\"ep\": 2", EstimateJson.Of(Lines.Desk.Ask($"/vram {line}").Vram!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("llama-3.1-8b ep:2", "ep.dense", "/vram model:llama-3.1-8b")]
    [InlineData("mixtral-8x7b ep:2 tp:4", "ep.ranks", "/vram model:mixtral-8x7b ep:2")]
    [InlineData("mixtral-8x7b ep:2 engine:llama.cpp", "ep.engine", "/vram model:mixtral-8x7b ep:2")]
    [InlineData("mixtral-8x7b ep:2 gpu:4x4090", "layout.count", "/vram model:mixtral-8x7b ep:2")]
    [InlineData("mixtral-8x7b engine:sglang ep:2 flags:\"--ep-size 4\"", "flags.contradiction", "/vram model:mixtral-8x7b engine:sglang ep:2")]
    public void What_cannot_be_spread_so_is_refused_with_a_line_that_works(string line, string code, string offered)
    {
        var problem = Assert.Single(Lines.Desk.Ask($"/vram {line}").Problems);
        Assert.Equal((code, offered), (problem.Code, problem.Try));
    }

    private static Estimate Of(string line)
    {
        var answer = Lines.Desk.Ask($"/vram {line}");
        Assert.True(answer.Vram is not null, string.Join(' ', answer.Problems.Select(problem => problem.Expected)));
        return answer.Vram!.Estimate;
    }
}
