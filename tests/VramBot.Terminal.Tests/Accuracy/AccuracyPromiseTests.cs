using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Bands;
using VramBot.Terminal.Accuracy;

namespace VramBot.Terminal.Tests.Accuracy;

/// <summary>How near the estimates must stay to the measured cases of tests/cases: shares of the measured figure, at the median and for nine in ten.</summary>
public sealed class AccuracyPromiseTests
{
    private const double Half = 0.5;
    private const double NineInTen = 0.9;
    private const double NineteenInTwenty = 0.95;

    [Theory]
    [InlineData("vllm", "0.17 and later", "weights", 45, 0.003, 0.01)]
    [InlineData("vllm", "0.8 to 0.16", "weights", 20, 0.003, 0.02)]
    [InlineData("vllm", "before 0.8", "weights", 40, 0.005, 0.06)]
    [InlineData("sglang", "", "weights", 15, 0.01, 0.04)]
    [InlineData("vllm", "0.17 and later", "cache per token", 45, 0.001, 0.01)]
    [InlineData("vllm", "before 0.8", "cache per token", 15, 0.001, 0.01)]
    [InlineData("vllm", "0.17 and later", "activations", 40, 0.01, 0.05)]
    [InlineData("vllm", "0.8 to 0.16", "activations", 5, 0.01, 0.05)]
    [InlineData("ik_llama.cpp", "", "cache", 25, 0.001, 1)]
    public void An_engine_takes_what_is_estimated(string engine, string releases, string component, int fewest, double median, double nineInTen)
    {
        var errors = MeasuredOutcomes.Errors(MeasuredOutcomes.Runs.Where(outcome => Range(outcome) == (engine, releases)), component);
        Assert.True(errors.Count >= fewest, $"{errors.Count} cases");
        CaseError.AssertWithin(errors, Half, median);
        CaseError.AssertWithin(errors, NineInTen, nineInTen);
    }

    [Fact]
    public void Serving_engines_take_the_cache_a_token_that_is_estimated()
    {
        var errors = MeasuredOutcomes.Errors(MeasuredOutcomes.RunsOn(EngineKind.Vllm, EngineKind.Sglang, EngineKind.TensorRtLlm, EngineKind.LmDeploy), "cache per token");
        Assert.True(errors.Count >= 75);
        CaseError.AssertWithin(errors, Half, 0.001);
        CaseError.AssertWithin(errors, NineInTen, 0.01);
    }

    [Fact]
    public void The_pool_of_vllm_is_the_printed_one_as_a_share_of_the_card()
    {
        CaseError[] errors =
        [
            .. MeasuredOutcomes.RunsOn(EngineKind.Vllm).Where(outcome => Range(outcome).Releases != "before 0.8").Select(PoolError.Of).OfType<PoolError>()
                .Select(error => new CaseError(error.Outcome.Case.Id, Math.Abs(error.Share))),
        ];
        Assert.True(errors.Length >= 55);
        CaseError.AssertWithin(errors, Half, 0.005);
        CaseError.AssertWithin(errors, NineInTen, 0.025);
    }

    // llama.cpp's own allocator, asked without a card.
    [Theory]
    [InlineData("llamacpp-dryrun", 2403)]
    [InlineData("llamacpp-dryrun-multigpu", 216)]
    public void Llama_cpp_allocates_what_is_estimated(string file, int cases)
    {
        var outcomes = MeasuredOutcomes.Of(file);
        foreach (var (component, bar) in new[] { ("weights", 0.0002), ("cache", 0.0002), ("compute buffer", 0.005), ("sum of stated parts", 0.001) })
        {
            var errors = MeasuredOutcomes.Errors(outcomes, component);
            Assert.Equal(cases, errors.Count);
            CaseError.AssertWithin(errors, NineteenInTwenty, bar);
        }
    }

    // Other architectures: mixtures of experts, latent attention, recurrent hybrids; layers and experts in host memory.
    [Fact]
    public void Llama_cpp_allocates_what_is_estimated_for_architectures_that_no_rule_was_read_off()
    {
        var outcomes = MeasuredOutcomes.Of("llamacpp-dryrun-models");
        var (caches, buffers) = (MeasuredOutcomes.Errors(outcomes, "cache"), MeasuredOutcomes.Errors(outcomes, "compute buffer"));
        Assert.Equal((405, 453), (caches.Count, buffers.Count));
        CaseError.AssertWithin(caches, NineteenInTwenty, 0.0002);
        CaseError.AssertWithin(buffers, NineteenInTwenty, 0.0005);
        CaseError.AssertWithin(buffers, 1, 0.11);
    }

    [Theory]
    [InlineData(false, 15, 0.01, 0.05)]
    [InlineData(true, 8, 0.08, 0.2)]
    public void The_compute_buffer_is_the_one_in_logs(bool hybrid, int fewest, double median, double nineInTen)
    {
        var logs = MeasuredOutcomes.RunsOn(EngineKind.LlamaCpp, EngineKind.Ollama).Where(outcome => IsHybrid(outcome) == hybrid);
        var errors = MeasuredOutcomes.Errors(logs, "compute buffer");
        Assert.True(errors.Count >= fewest, $"{errors.Count} cases");
        CaseError.AssertWithin(errors, Half, median);
        CaseError.AssertWithin(errors, NineInTen, nineInTen);
    }

    [Fact]
    public void The_compute_buffer_of_ik_llama_cpp_is_the_one_in_logs_without_latent_attention()
    {
        var logs = MeasuredOutcomes.RunsOn(EngineKind.IkLlamaCpp).Where(outcome => ArchitectureKinds.Of(outcome.Estimate!.Request.Model) != ArchitectureKind.Latent);
        var errors = MeasuredOutcomes.Errors(logs, "compute buffer");
        Assert.True(errors.Count >= 25);
        CaseError.AssertWithin(errors, Half, 0.01);
    }

    [Fact]
    public void With_layers_or_experts_in_host_memory_the_buffers_on_the_GPU_add_up()
    {
        var errors = MeasuredOutcomes.RunsOn(EngineKind.LlamaCpp, EngineKind.Ollama, EngineKind.IkLlamaCpp)
            .Where(outcome => outcome.Estimate!.Request.Settings is { HostExpertLayers: > 0 } or { GpuLayers: not null } && outcome.Case.Flags.Count > 0 && UsesHost(outcome.Estimate))
            .Select(SumOfBuffers).OfType<CaseError>().ToList();
        Assert.True(errors.Count >= 8, $"{errors.Count} cases");
        CaseError.AssertWithin(errors, Half, 0.03);
        CaseError.AssertWithin(errors, NineInTen, 0.12);
    }

    [Theory]
    [InlineData(true, 35)]
    [InlineData(false, 15)]
    public void A_total_that_a_source_states_is_the_estimate(bool withTransformers, int fewest)
    {
        var runs = MeasuredOutcomes.Runs.Where(outcome => withTransformers || outcome.Estimate!.Request.Engine.Kind != EngineKind.Transformers);
        var errors = MeasuredOutcomes.Errors(runs, "total");
        Assert.True(errors.Count >= fewest, $"{errors.Count} cases");
        CaseError.AssertWithin(errors, Half, 0.03);
        CaseError.AssertWithin(errors, NineInTen, 0.08);
    }

    [Fact]
    public void A_run_that_died_is_never_called_a_fit()
    {
        var judged = MeasuredOutcomes.All.Where(outcome => outcome is { IsGraded: true } && outcome.VerdictIsRight() is not null).ToList();
        var died = judged.Where(outcome => !outcome.Case.Measured["fits"].GetBoolean()).ToList();
        var ran = judged.Except(died).ToList();
        Assert.True(died.Count >= 15 && ran.Count >= 100, $"{died.Count} died, {ran.Count} ran");
        Assert.Empty(died.Where(outcome => outcome.VerdictIsRight() == false).Select(outcome => outcome.Case.Id));
        Assert.InRange(ran.Count(outcome => outcome.VerdictIsRight() == false) / (double)ran.Count, 0, 0.05);
    }

    // The counter holds a constant beside torch's peak (context, libraries, the driver's own share), so runs of a kind must all differ by the same.
    [Theory]
    [InlineData("fp16-prefill", 16, 0.001)]
    [InlineData("fp4-bnb-prefill", 16, 0.002)]
    [InlineData("fp16-generate", 4, 0.002)]
    [InlineData("fp4-bnb-generate", 8, 0.01)]
    public void Peaks_of_transformers_grow_with_the_batch_as_measured(string kind, int largestBatch, double gibibytes)
    {
        var beside = MeasuredOutcomes.Of("transformers").Where(outcome => outcome.Case.Id.Contains(kind, StringComparison.Ordinal) && outcome.Case.Batch <= largestBatch)
            .Select(outcome => outcome.Case.MeasuredNumber("total_gib")!.Value - outcome.PredictedNumber("peak_allocated_gib")!.Value).ToList();
        Assert.InRange(beside.Max() - beside.Min(), 0, gibibytes);
        Assert.InRange(beside.Max(), 1.2, 1.5);
    }

    [Fact]
    public void Mlx_peaks_are_within_two_percent()
    {
        var errors = MeasuredOutcomes.Errors(MeasuredOutcomes.Of("mlx"), "allocated peak");
        Assert.Equal(10, errors.Count);
        CaseError.AssertWithin(errors, 1, 0.02);
    }

    [Fact]
    public void Every_case_is_answered_or_left_out_with_a_reason() =>
        Assert.All(MeasuredOutcomes.All, outcome => Assert.True(outcome.Predicted is not null || !string.IsNullOrEmpty(outcome.Skipped), outcome.Case.Id));

    private static (string Engine, string Releases) Range(CaseOutcome outcome) =>
        ReleaseRanges.Of(outcome.Estimate!.Request.Engine) is var range ? (range.Engine.Id, range.Name) : default;

    private static bool IsHybrid(CaseOutcome outcome) => outcome.Estimate!.Request.Model.Network!.Layers.Any(layer => layer.Recurrence is not null);

    private static bool UsesHost(Estimate estimate) =>
        estimate.Request.Settings.HostExpertLayers > 0 || estimate.Request.Settings.GpuLayers <= estimate.Request.Model.Network!.Layers.Length;

    private static CaseError? SumOfBuffers(CaseOutcome outcome)
    {
        string[] keys = ["weights_gib", "kv_gib", "compute_gib"];
        var stated = keys.Where(key => outcome.Case.MeasuredNumber(key) is not null && outcome.PredictedNumber(key) is not null).ToList();
        var measured = stated.Sum(key => outcome.Case.MeasuredNumber(key)!.Value);
        return measured <= 0 ? null : new(outcome.Case.Id, Math.Abs((stated.Sum(key => outcome.PredictedNumber(key)!.Value) / measured) - 1));
    }
}
