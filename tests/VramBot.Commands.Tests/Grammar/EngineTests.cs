using VramBot.Commands.Replies;
using VramBot.Core.Engines;

namespace VramBot.Commands.Tests.Grammar;

/// <summary>Engines and releases that are not the usual ones.</summary>
public sealed class EngineTests
{
    [Theory]
    [InlineData("vllm@0.99", "vLLM 0.99 is newer than 0.24, the newest release described here, whose rules are assumed.")]
    [InlineData("vllm@0.1", "vLLM 0.1 is older than 0.4, the oldest release described here, whose rules are assumed.")]
    [InlineData("lmstudio@0.3", "Releases of LM Studio are not told apart here: 0.3 is estimated by the newest rules.")]
    [InlineData("llama.cpp@b1000", "llama.cpp b1000 is older than b2400, the oldest release described here, whose rules are assumed.")]
    [InlineData("llama.cpp@b20000", "llama.cpp b20000 is newer than b9849, the newest release described here, whose rules are assumed.")]
    [InlineData("lmdeploy@0.9", "Releases of lmdeploy are not told apart here: 0.9 is estimated by the newest rules.")]
    [InlineData("transformers@3.0", "Transformers 3.0 is older than 4.31, the oldest release described here, whose rules are assumed.")]
    public void A_release_that_is_not_described_is_answered_with_what_is_assumed(string engine, string note) =>
        Assert.Contains(note, Lines.Desk.Ask($"/vram llama-3.1-8b engine:{engine}").Vram!.Estimate.Notes);

    [Theory]
    [InlineData("vllm")]
    [InlineData("vllm@0.11.2")]
    [InlineData("vllm@0.24.1")]
    [InlineData("transformers@4.57")]
    [InlineData("llama.cpp")]
    public void A_release_that_is_described_needs_no_note(string engine) =>
        Assert.DoesNotContain(Lines.Desk.Ask($"/vram llama-3.1-8b engine:{engine}").Vram!.Estimate.Notes, note => note.Contains("assumed", StringComparison.Ordinal) || note.Contains("told apart", StringComparison.Ordinal));

    [Theory]
    [InlineData("vlm@0.9", "Did you mean vllm?")]
    [InlineData("foo", "Engines are vllm, llama.cpp,")]
    [InlineData("olama", "Did you mean ollama?")]
    public void An_unknown_engine_is_answered_with_those_that_can_be_typed(string engine, string said)
    {
        var problem = Assert.Single(Lines.Desk.Ask($"/vram llama-3.1-8b engine:{engine}").Problems);
        Assert.Contains(said, problem.Expected, StringComparison.Ordinal);
        Assert.Contains("vllm@0.11", problem.Expected, StringComparison.Ordinal);
    }

    // Programs that are not described are answered as what they are built on or nearest to.
    [Theory]
    [InlineData("tgi", "vllm", "Text Generation Inference is not described here: it is answered as vLLM 0.24, which pages its cache")]
    [InlineData("llamafile", "llama.cpp", "llamafile is not described here: it is answered as llama.cpp b9849, which it packs.")]
    [InlineData("triton@24.1", "tensorrt-llm", "Triton is not described here")]
    public void A_program_that_is_not_described_is_answered_as_the_nearest(string engine, string nearest, string note)
    {
        var answer = Lines.Desk.Ask($"/vram llama-3.1-8b engine:{engine}").Vram!;
        Assert.Equal(nearest, answer.Estimate.Request.Engine.Engine.Id);
        Assert.Contains(note, EstimateJson.Of(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("llama.cpp@5000", "llama.cpp b5000")]
    [InlineData("llama.cpp@b5000", "llama.cpp b5000")]
    public void A_build_may_be_a_plain_number(string engine, string printed) => Assert.Equal(printed, Lines.Understood($"/vram llama-3.1-8b engine:{engine}").Engine?.ToString());

    [Theory]
    [InlineData("vllm@b100", "write for example vllm@0.24")]
    [InlineData("llama.cpp@0.3", "write for example llama.cpp@b9849")]
    [InlineData("vllm@banana", "write for example vllm@0.24")]
    [InlineData("transformers@latest", "write for example transformers")]
    public void A_word_for_a_version_is_refused_with_one_that_works(string engine, string said) =>
        Assert.Contains(said, Assert.Single(Lines.Desk.Ask($"/vram llama-3.1-8b engine:{engine}").Problems).Expected, StringComparison.Ordinal);

    [Fact]
    public void KoboldCpp_has_its_own_context_and_keeps_windows_at_full_length()
    {
        var kobold = Lines.Desk.Ask("/vram gemma-3-27b precision:Q4_K_M engine:koboldcpp").Vram!.Estimate;
        var llama = Lines.Desk.Ask("/vram gemma-3-27b precision:Q4_K_M engine:llama.cpp ctx:8192").Vram!.Estimate;
        Assert.Equal(8192, kobold.Request.Context.Count);
        Assert.True(kobold.Total > llama.Total);
    }

    [Fact]
    public void Mlx_formats_run_on_mlx_also_in_lm_studio()
    {
        Assert.Equal(EngineKind.Mlx, Lines.Desk.Ask("/vram qwen3-8b precision:mlx-4bit-g64").Vram!.Estimate.Request.Engine.Kind);
        Assert.Equal(EngineKind.Mlx, Lines.Desk.Ask("/vram qwen3-8b precision:mlx-4bit-g64 engine:lmstudio").Vram!.Estimate.Request.Engine.Kind);
        Assert.Equal(EngineKind.LlamaCpp, Lines.Desk.Ask("/vram qwen3-8b precision:Q4_K_M engine:lmstudio").Vram!.Estimate.Request.Engine.Kind);
        Assert.Equal("gpu.engine", Assert.Single(Lines.Desk.Ask("/vram qwen3-8b precision:mlx-4bit-g64 gpu:4090").Problems).Code);
    }
}
