using VramBot.Commands.Replies;
using VramBot.Core.Estimation;

namespace VramBot.Commands.Tests.Grammar;

/// <summary>Layers and experts in host memory.</summary>
public sealed class OffloadTests
{
    // Builds of 2026 count the head as the first of what -ngl puts on the GPU; before, and elsewhere, the layers come first.
    [Theory]
    [InlineData("llama-3.3-70b precision:Q4_K_M offload:20", "20 of 80 layers in host memory (-ngl 61)")]
    [InlineData("llama-3.3-70b precision:Q4_K_M offload:80", "80 of 80 layers in host memory (-ngl 1)")]
    [InlineData("llama-3.3-70b precision:Q4_K_M offload:20 engine:llama.cpp@b5000", "20 of 80 layers in host memory (-ngl 60)")]
    [InlineData("llama-3.3-70b precision:Q4_K_M offload:20 engine:ik", "20 of 80 layers in host memory (-ngl 60)")]
    [InlineData("llama-3.3-70b offload:20 engine:ollama", "20 of 80 layers in host memory (num_gpu 60)")]
    [InlineData("llama-3.3-70b precision:Q4_K_M offload:20 engine:koboldcpp", "20 of 80 layers in host memory (--gpulayers 61)")]
    [InlineData("qwen3-30b-a3b offload:experts", "all routed experts in host memory (--cpu-moe)")]
    [InlineData("qwen3-30b-a3b offload:experts:48", "all routed experts in host memory (--cpu-moe)")]
    [InlineData("qwen3-30b-a3b offload:experts:20", "routed experts of the first 20 layers in host memory (--n-cpu-moe 20)")]
    [InlineData("qwen3-30b-a3b offload:none", "CUDA graphs")]
    [InlineData("qwen3-30b-a3b precision:Q4_K_M offload:0", "every layer on the GPU")]
    public void The_switch_to_copy_is_said(string line, string said) =>
        Assert.Contains(Lines.Desk.Ask($"/vram {line}").Vram!.Estimate.Assumptions, assumption => assumption.Contains(said, StringComparison.Ordinal));

    [Theory]
    [InlineData("llama-3.1-8b offload:33", "offload.range", "/vram model:llama-3.1-8b offload:32")]
    [InlineData("qwen3-30b-a3b offload:experts:49", "offload.range", "/vram model:qwen3-30b-a3b offload:experts:48")]
    [InlineData("llama-3.1-8b offload:experts", "offload.dense", "/vram model:llama-3.1-8b offload:12")]
    [InlineData("llama-3.1-8b offload:some", "offload.unknown", "/vram model:llama-3.1-8b")]
    [InlineData("qwen3-30b-a3b offload:experts:all", "offload.unknown", "/vram model:qwen3-30b-a3b")]
    [InlineData("llama-3.1-8b engine:vllm offload:12", "offload.engine", "/vram model:llama-3.1-8b engine:llama.cpp offload:12")]
    [InlineData("qwen3-30b-a3b engine:ollama offload:experts", "offload.engine", "/vram model:qwen3-30b-a3b engine:llama.cpp offload:experts")]
    public void What_cannot_be_put_there_is_refused_with_a_line_that_works(string line, string code, string offered)
    {
        var problem = Assert.Single(Lines.Desk.Ask($"/vram {line}").Problems);
        Assert.Equal((code, offered), (problem.Code, problem.Try));
    }

    [Fact]
    public void Nothing_is_lost_between_the_card_and_the_host()
    {
        var whole = Lines.Desk.Ask("/vram llama-3.3-70b precision:Q4_K_M").Vram!.Estimate;
        var parted = Lines.Desk.Ask("/vram llama-3.3-70b precision:Q4_K_M offload:30").Vram!.Estimate;
        Assert.Equal(whole[PartKind.Weights] + whole.HostWeights, parted[PartKind.Weights] + parted.HostWeights);
        Assert.Equal(whole[PartKind.Cache], parted[PartKind.Cache] + parted.HostCache);
    }

    [Fact]
    public void More_layers_on_the_host_never_take_more_of_the_card()
    {
        var sizes = Enumerable.Range(1, 31).Select(layers => Lines.Desk.Ask($"/vram llama-3.1-8b offload:{layers}").Vram!.Estimate[PartKind.Weights]).ToList();
        Assert.Equal(sizes.OrderDescending(), sizes);
    }

    [Fact]
    public void One_memory_for_both_saves_nothing()
    {
        var whole = Lines.Desk.Ask("/vram llama-3.3-70b precision:Q4_K_M gpu:m2-ultra").Vram!.Estimate;
        var parted = Lines.Desk.Ask("/vram llama-3.3-70b precision:Q4_K_M gpu:m2-ultra offload:30").Vram!.Estimate;
        Assert.True(parted.Total >= whole.Total);
        Assert.Contains(parted.Notes, note => note.Contains("nothing is saved", StringComparison.Ordinal));
    }

    [Fact]
    public void The_host_share_stands_in_the_answer_and_in_the_json()
    {
        var answer = Lines.Desk.Ask("/vram qwen3-30b-a3b precision:Q4_K_M offload:experts:20 gpu:3060-12gb").Vram!;
        Assert.Contains(answer.Estimate.Notes, note => note.StartsWith("In host memory: ", StringComparison.Ordinal));
        var json = EstimateJson.Of(answer);
        Assert.Contains("\"offload\": \"experts:20\"", json, StringComparison.Ordinal);
        Assert.Contains("\"host_gib\": ", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("qwen3-30b-a3b gpu:3060-12gb precision:Q4_K_M", "experts:", "as little in host memory as leaves room")]
    [InlineData("llama-3.3-70b gpu:4090 precision:Q4_K_M", "", "as little in host memory as leaves room")]
    [InlineData("qwen3-30b-a3b gpu:3060-12gb engine:ollama", "", "as little in host memory as leaves room")]
    [InlineData("llama-3.3-70b gpu:4090 precision:Q4_K_M flags:\"-c 8192 -ub 1024\"", "", "as little in host memory as leaves room")]
    [InlineData("qwen3-8b gpu:4090", null, "nothing has to stay")]
    [InlineData("deepseek-v3 gpu:gtx-1650", "", "not even with every layer")]
    public void As_little_as_fits_is_kept_in_host_memory(string asked, string? offload, string note)
    {
        var answer = Lines.Desk.Ask($"/vram {asked} offload:auto").Vram;
        Assert.NotNull(answer);
        Assert.True(answer.Estimate.Request.Engine.Engine.RunsGguf);
        Assert.StartsWith(offload ?? string.Empty, answer.Question.Offload?.ToString() ?? string.Empty, StringComparison.Ordinal);
        Assert.Equal(offload is null, answer.Question.Offload is null);
        Assert.Contains(note, answer.Question.OffloadAssumption, StringComparison.Ordinal);
        Assert.Equal(answer.Estimate.Total, Lines.Desk.Ask(answer.Line.ToString()).Vram?.Estimate.Total);
    }

    [Theory]
    [InlineData("qwen3-8b offload:auto", "offload.gpu", "gpu:rtx-4090")]
    [InlineData("qwen3-8b gpu:4 offload:auto", "offload.gpu", "gpu:rtx-4090 offload:auto")]
    [InlineData("qwen3-8b engine:vllm gpu:4090 offload:auto", "offload.engine", "engine:llama.cpp gpu:4090 offload:auto")]
    [InlineData("qwen3-8b gpu:4090 offload:auto flags:\"-ngl 20\"", "flags.contradiction", "offload:auto")]
    [InlineData("qwen3-8b task:lora gpu:4090 offload:auto", "offload.task", "gpu:4090")]
    public void What_cannot_be_found_is_said_with_a_line_that_works(string asked, string code, string ending)
    {
        var problem = Assert.Single(Lines.Desk.Ask($"/vram {asked}").Problems);
        Assert.Equal(code, problem.Code);
        Assert.EndsWith(ending, problem.Try, StringComparison.Ordinal);
        Assert.Empty(Lines.Desk.Ask(problem.Try).Problems);
    }
}
