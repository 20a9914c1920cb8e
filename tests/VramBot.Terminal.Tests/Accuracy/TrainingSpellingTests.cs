using System.Text.Json;
using VramBot.Core;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Estimation.Training;
using VramBot.Terminal.Accuracy;
using VramBot.Testing;

namespace VramBot.Terminal.Tests.Accuracy;

/// <summary>Sources of training runs write the same settings in many ways.</summary>
public sealed class TrainingSpellingTests
{
    private static readonly CaseRequest Requests = new(ShippedCatalogs.Catalog);

    [Theory]
    [InlineData("all-linear", AdapterTargets.AllLinear)]
    [InlineData("all linear", AdapterTargets.AllLinear)]
    [InlineData("query,value", AdapterTargets.QueryValue)]
    [InlineData("q_proj k_proj v_proj o_proj", AdapterTargets.Attention)]
    [InlineData("q_proj k_proj v_proj o_proj c_attn", AdapterTargets.Attention)]
    [InlineData("c_attn,c_proj,w1,w2", AdapterTargets.AllLinear & ~AdapterTargets.Recurrent)]
    [InlineData("attn q,v,o + mlp", AdapterTargets.Query | AdapterTargets.Value | AdapterTargets.Output | AdapterTargets.FeedForward)]
    [InlineData("query,key,value,projection,mlp,head", AdapterTargets.Attention | AdapterTargets.FeedForward | AdapterTargets.Head)]
    public void Targets(string text, AdapterTargets targets) => Assert.Equal(targets, TrainingCase.TargetsOf(text));

    [Theory]
    [InlineData("AdamW", null)]
    [InlineData("AdamW (transformers default)", null)]
    [InlineData("AdamW fused", OptimizerKind.FusedAdamW)]
    [InlineData("adamw_8bit", OptimizerKind.AdamW8Bit)]
    [InlineData("PagedAdamW8bit", OptimizerKind.PagedAdamW8Bit)]
    [InlineData("paged_adamw_8bit", OptimizerKind.PagedAdamW8Bit)]
    [InlineData("BAdam (block Adam, fp32 states of one block)", OptimizerKind.BAdam)]
    [InlineData("galore_adamw8bit_per_layer, rank 1024", OptimizerKind.GaLore)]
    public void Optimizers(string text, OptimizerKind? optimizer) => Assert.Equal(optimizer, TrainingCase.OptimizerOf(text));

    [Theory]
    [InlineData("""{"zero_stage":3}""", Sharding.Zero3)]
    [InlineData("""{"zero_stage":"2"}""", Sharding.Gradients)]
    [InlineData("""{"sharding":"FSDP full shard"}""", Sharding.FullyShardedFlat)]
    [InlineData("""{"sharding":"FSDP2"}""", Sharding.FullyShardedTensors)]
    [InlineData("""{"sharding":"HSDP"}""", Sharding.Hybrid)]
    [InlineData("""{"sharding":"DDP"}""", Sharding.None)]
    public void Shards(string flags, Sharding sharding) => Assert.Equal(sharding, Run(flags).Sharding);

    [Theory]
    [InlineData("""{"gradient_checkpointing":true}""", Checkpointing.Full)]
    [InlineData("""{"gradient_checkpointing":"unsloth"}""", Checkpointing.Offloaded)]
    [InlineData("""{"gradient_checkpointing":false}""", Checkpointing.None)]
    [InlineData("""{"recompute":"full"}""", Checkpointing.Full)]
    [InlineData("""{"gradient_checkpointing":"per-op SAC"}""", Checkpointing.Selective)]
    public void What_is_computed_again(string flags, Checkpointing checkpointing) => Assert.Equal(checkpointing, Run(flags).Checkpointing);

    // Published figures are a month older than the page: the loss is that of the release of then.
    [Theory]
    [InlineData("2023-11", LossKernel.ShiftedCopy)]
    [InlineData("2025-02-07", LossKernel.ShiftedCopyKeepingLogits)]
    [InlineData("2025-06", LossKernel.ShiftedLabels)]
    public void A_date_tells_the_release(string date, LossKernel loss) => Assert.Equal(loss, Run("{}", date).Loss);

    [Theory]
    [InlineData("transformers+trl (fms-hf-tuning)", EngineKind.Transformers)]
    [InlineData("trl", EngineKind.Transformers)]
    [InlineData("peft", EngineKind.Transformers)]
    [InlineData("fsdp", EngineKind.Transformers)]
    [InlineData("axolotl", EngineKind.Axolotl)]
    [InlineData("llamafactory", EngineKind.LlamaFactory)]
    [InlineData("megatron-swift", EngineKind.Megatron)]
    [InlineData("deepspeed", EngineKind.DeepSpeed)]
    public void Frameworks(string runtime, EngineKind engine) => Assert.Equal(engine, TrainingCase.EngineOf(new() { Runtime = runtime })?.Kind);

    private static TrainingRun Run(string flags, string? date = null)
    {
        var measured = new MeasuredCase
        {
            Id = "spelling",
            Task = "full",
            Runtime = "transformers",
            Date = date,
            Model = "meta-llama/Llama-3.1-8B",
            Weights = "bf16",
            Gpus = 8,
            SeqLen = 2048,
            Flags = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(flags)!,
        };
        return Assert.IsType<Result<EstimateRequest>.Ok>(Requests.Of(measured)).Value.Training!;
    }
}
