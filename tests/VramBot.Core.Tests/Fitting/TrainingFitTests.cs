using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;
using VramBot.Core.Units;
using VramBot.Testing;

namespace VramBot.Core.Tests.Fitting;

/// <summary>Where runs can be trained, and how they lie on several cards.</summary>
public sealed class TrainingFitTests
{
    public static TheoryData<string, TrainingTask, string> Runs() => new()
    {
        { "llama-3.1-8b", TrainingTask.QuantizedLowRank, "transformers" },
        { "llama-3.1-8b", TrainingTask.Full, "transformers" },
        { "llama-3.3-70b", TrainingTask.LowRank, "deepspeed" },
        { "mixtral-8x7b", TrainingTask.QuantizedLowRank, "axolotl" },
        { "qwen3-8b", TrainingTask.Full, "torchtune" },
        { "llama-3.1-8b", TrainingTask.Pretrain, "torchtitan" },
        { "llama-3.1-8b", TrainingTask.QuantizedLowRank, "unsloth" },
        { "llama-3.1-8b", TrainingTask.Full, "megatron" },
        { "qwen3-0.6b", TrainingTask.Full, "unsloth" },
    };

    // The T4 computes in fp16 at best, in which small updates of weights vanish.
    [Fact]
    public void Without_bf16_Unsloth_trains_every_weight_in_32_bit()
    {
        var request = TrainingRequests.Of("qwen3-0.6b", TrainingTask.Full, KnownEngines.Unsloth);
        Assert.Equal(2 * WeightsOn("l4").Count, WeightsOn("t4").Count);

        Bytes WeightsOn(string gpu) => TrainingRequests.Fit(request, gpu).Estimate.Parts.First(part => part.Kind == PartKind.Weights).Size;
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_list_says_the_same_as_asking_card_by_card(string model, TrainingTask task, string engine)
    {
        var request = TrainingRequests.Of(model, task, KnownEngines.All.Find(engine));
        var fits = FitFinder.FindAll(request, ShippedCatalogs.Catalog.Gpus.All);
        Assert.NotEmpty(fits);
        foreach (var fit in fits)
        {
            var alone = TrainingRequests.Fit(request, fit.Gpu.Id, fit.Count);
            Assert.Equal((alone.Estimate.Total, alone.Verdict), (fit.Estimate.Total, fit.Verdict));
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Several_cards_are_data_parallel_ranks_and_divide_something(string model, TrainingTask task, string engine)
    {
        foreach (var fit in FitFinder.FindAll(TrainingRequests.Of(model, task, KnownEngines.All.Find(engine)), ShippedCatalogs.Catalog.Gpus.All).Where(fit => fit.Count > 1))
        {
            Assert.Equal(Parallelism.OneGpu with { Copies = fit.Count }, fit.Estimate.Request.Parallelism);
            Assert.NotEqual(Sharding.None, fit.Estimate.Request.Training!.Sharding);
        }
    }

    [Theory]
    [InlineData("h100", "transformers", true)]
    [InlineData("t4", "transformers", true)]
    [InlineData("t4", "torchtune", false)]
    [InlineData("gtx-1080-ti", "transformers", false)]
    [InlineData("mi300x", "torchtitan", true)]
    [InlineData("mi300x", "megatron", false)]
    [InlineData("m4-max-128gb", "transformers", true)]
    [InlineData("m4-max-128gb", "axolotl", false)]
    [InlineData("arc-b580", "transformers", false)]
    public void A_framework_trains_where_its_pages_say(string gpu, string engine, bool trains) => Assert.Equal(
        trains,
        FitFinder.Find(TrainingRequests.Of("llama-3.2-1b", TrainingTask.LowRank, KnownEngines.All.Find(engine)), TrainingRequests.Card(gpu), 1) is Result<GpuFit>.Ok);

    [Fact]
    public void Weights_in_nf4_are_trained_beside_on_nvidia_and_amd_cards_alone() => Assert.All(
        FitFinder.FindAll(TrainingRequests.Of("llama-3.2-1b", TrainingTask.QuantizedLowRank), ShippedCatalogs.Catalog.Gpus.All),
        fit => Assert.Contains(fit.Gpu.Vendor, new[] { GpuVendor.Nvidia, GpuVendor.Amd }));

    [Fact]
    public void Stages_that_were_asked_for_stay_while_they_divide_the_cards()
    {
        var asked = TrainingRequests.Of("llama-3.1-8b", TrainingTask.Pretrain, KnownEngines.Megatron) with { Parallelism = new(2, 2) };
        Assert.Equal(new Parallelism(2, 2) { Copies = 2 }, TrainingRequests.Fit(asked, "h100", 8).Estimate.Request.Parallelism);
        Assert.Equal(Parallelism.OneGpu with { Copies = 6 }, TrainingRequests.Fit(asked, "h100", 6).Estimate.Request.Parallelism);
    }

    [Fact]
    public void What_was_chosen_for_a_run_stays_on_more_cards()
    {
        var asked = TrainingRequests.Of("llama-3.1-8b", TrainingTask.LowRank);
        var run = asked.Training! with { Checkpointing = Checkpointing.None, Adapter = new(64), Accumulation = 8 };
        var spread = TrainingRequests.Fit(asked with { Training = run }, "a100-40gb", 4).Estimate.Request.Training!;
        Assert.Equal((Checkpointing.None, 64, 8), (spread.Checkpointing, spread.Adapter!.Rank, spread.Accumulation));
    }
}
