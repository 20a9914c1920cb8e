using VramBot.Core.Engines;

namespace VramBot.Commands.Tests.Grammar;

/// <summary>Engines and releases that are not the usual ones.</summary>
public sealed class EngineTests
{
    [Theory]
    [InlineData("vllm@0.99", "vLLM 0.99 is newer than 0.24, the newest release described here, whose rules are assumed.")]
    [InlineData("vllm@0.1", "vLLM 0.1 is older than 0.4, the oldest release described here, whose rules are assumed.")]
    [InlineData("lmstudio@0.3", "Releases of LM Studio are not told apart here: 0.3 is estimated by the newest rules.")]
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

    [Theory]
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
