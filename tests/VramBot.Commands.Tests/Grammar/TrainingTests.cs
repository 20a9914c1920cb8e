using VramBot.Commands.Grammar;
using VramBot.Commands.Replies;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Estimation.Training;

namespace VramBot.Commands.Tests.Grammar;

/// <summary>A line that trains, read into a request.</summary>
public sealed class TrainingTests
{
    [Fact]
    public void A_card_and_a_task_are_enough()
    {
        var request = Request("/vram llama-3.1-8b task:qlora gpu:3060-12gb");
        Assert.Equal(("nf4-dq", 2048L, 1, "transformers"), (request.Weights.Id, request.Context.Count, request.Sequences, request.Engine.Engine.Id));
        Assert.Equal(TrainingTask.QuantizedLowRank, request.Training!.Task);
        Assert.Equal(Parallelism.OneGpu, request.Parallelism);
    }

    [Fact]
    public void Every_option_of_a_full_run_is_in_the_request()
    {
        var request = Request("/vram llama-3.1-8b task:full gpus:8 zero:3 seq:8k batch:2 accum:8 optimizer:adamw-8bit checkpointing:selective dtype:mixed packing:on offload:optimizer");
        Assert.Equal((8192L, 2, 8, "fp32"), (request.Context.Count, request.Sequences, request.Parallelism.Copies, request.Weights.Id));
        Assert.True(request.Training is
        {
            Sharding: Sharding.Zero3, Accumulation: 8, Optimizer: OptimizerKind.AdamW8Bit, Checkpointing: Checkpointing.Selective, Precision: TrainingPrecision.Mixed, Packing: SamplePacking.Packed,
            Offload: TrainingOffload.Optimizer, TrainsAllWeights: true,
        });
    }

    [Fact]
    public void An_adapter_is_as_it_was_said()
    {
        var request = Request("/vram qwen3-8b task:lora engine:unsloth rank:32 targets:q,k,v,o seq:4k");
        Assert.Equal(("unsloth", 32, AdapterTargets.Attention), (request.Engine.Engine.Id, request.Training!.Adapter!.Rank, request.Training.Adapter.Targets));
    }

    [Theory]
    [InlineData("lora", TrainingTask.LowRank)]
    [InlineData("dora", TrainingTask.LowRank)]
    [InlineData("QLoRA", TrainingTask.QuantizedLowRank)]
    [InlineData("full", TrainingTask.Full)]
    [InlineData("fine-tune", TrainingTask.Full)]
    [InlineData("finetuning", TrainingTask.Full)]
    [InlineData("sft", TrainingTask.Full)]
    [InlineData("training", TrainingTask.Full)]
    [InlineData("pretrain", TrainingTask.Pretrain)]
    [InlineData("pre-training", TrainingTask.Pretrain)]
    public void Tasks_have_many_names(string typed, TrainingTask task) => Assert.Equal(task, Request($"/vram llama-3.1-8b task:{typed}").Training!.Task);

    [Fact]
    public void A_word_that_can_mean_adapters_too_is_said_to_be_taken_as_full() => Assert.Contains(
        "task:finetune is taken as task:full, which trains every weight; task:lora and task:qlora train adapters and need far less.",
        EstimateJson.Of(Lines.Desk.Ask("/vram llama-3.1-8b task:finetune").Vram!), StringComparison.Ordinal);

    [Theory]
    [InlineData("adamw", OptimizerKind.AdamW)]
    [InlineData("adamw_torch", OptimizerKind.AdamW)]
    [InlineData("adamw-fused", OptimizerKind.FusedAdamW)]
    [InlineData("adamw_torch_fused", OptimizerKind.FusedAdamW)]
    [InlineData("adamw-8bit", OptimizerKind.AdamW8Bit)]
    [InlineData("adamw_8bit", OptimizerKind.AdamW8Bit)]
    [InlineData("adamw_bnb_8bit", OptimizerKind.AdamW8Bit)]
    [InlineData("paged_adamw_8bit", OptimizerKind.PagedAdamW8Bit)]
    [InlineData("bitsandbytes.optim.PagedAdamW8bit", OptimizerKind.PagedAdamW8Bit)]
    [InlineData("paged-adamw", OptimizerKind.PagedAdamW)]
    [InlineData("paged_adamw_32bit", OptimizerKind.PagedAdamW)]
    [InlineData("adafactor", OptimizerKind.Adafactor)]
    [InlineData("SGD", OptimizerKind.Sgd)]
    [InlineData("sgd-momentum", OptimizerKind.SgdMomentum)]
    [InlineData("lion", OptimizerKind.Lion)]
    [InlineData("lion_8bit", OptimizerKind.Lion8Bit)]
    [InlineData("lomo", OptimizerKind.Lomo)]
    [InlineData("galore", OptimizerKind.GaLore)]
    [InlineData("muon", OptimizerKind.Muon)]
    [InlineData("badam", OptimizerKind.BAdam)]
    public void Optimizers_are_known_by_the_names_that_people_paste(string typed, OptimizerKind kind) =>
        Assert.Equal(kind, Request($"/vram llama-3.1-8b task:full optimizer:{typed}").Training!.Optimizer);

    [Fact]
    public void Every_optimizer_is_among_those_that_are_offered()
    {
        var offered = Assert.Single(Lines.Desk.Ask("/vram llama-3.1-8b task:full optimizer:nothing-like-it").Problems).Expected.Split("Optimizers are ")[1].TrimEnd('.').Split(", ");
        Assert.Equal(Enum.GetValues<OptimizerKind>(), offered.Select(name => Request($"/vram llama-3.1-8b task:full optimizer:{name}").Training!.Optimizer).Order());
    }

    [Fact]
    public void Lomo_steps_inside_the_backward_pass() => Assert.True(Request("/vram llama-3.1-8b task:full optimizer:lomo").Training!.StepsInBackward);

    [Theory]
    [InlineData("on", Checkpointing.Full)]
    [InlineData("full", Checkpointing.Full)]
    [InlineData("off", Checkpointing.None)]
    [InlineData("none", Checkpointing.None)]
    [InlineData("selective", Checkpointing.Selective)]
    [InlineData("offload", Checkpointing.Offloaded)]
    [InlineData("unsloth", Checkpointing.Offloaded)]
    public void Checkpointing_is_read(string typed, Checkpointing kind) => Assert.Equal(kind, Request($"/vram llama-3.1-8b task:full checkpointing:{typed}").Training!.Checkpointing);

    [Theory]
    [InlineData("0", Sharding.None)]
    [InlineData("ddp", Sharding.None)]
    [InlineData("1", Sharding.OptimizerStates)]
    [InlineData("2", Sharding.Gradients)]
    [InlineData("3", Sharding.Zero3)]
    [InlineData("zero3", Sharding.Zero3)]
    [InlineData("fsdp", Sharding.FullyShardedFlat)]
    [InlineData("fsdp2", Sharding.FullyShardedTensors)]
    [InlineData("hsdp", Sharding.Hybrid)]
    [InlineData("hybrid", Sharding.Hybrid)]
    [InlineData("fsdp engine:torchtune", Sharding.FullyShardedTensors)]
    [InlineData("fsdp engine:megatron", Sharding.FullyShardedTensors)]
    public void Sharding_is_read(string typed, Sharding kind) => Assert.Equal(kind, Request($"/vram llama-3.1-8b task:full gpus:8 zero:{typed}").Training!.Sharding);

    [Theory]
    [InlineData("optimizer", TrainingOffload.Optimizer)]
    [InlineData("all", TrainingOffload.All)]
    [InlineData("none", TrainingOffload.None)]
    public void Offload_is_read(string typed, TrainingOffload kind) => Assert.Equal(kind, Request($"/vram llama-3.1-8b task:full gpus:2 zero:2 offload:{typed}").Training!.Offload);

    [Theory]
    [InlineData("on", SamplePacking.Packed)]
    [InlineData("off", SamplePacking.Padded)]
    [InlineData("padding-free", SamplePacking.PaddingFree)]
    [InlineData("padding_free", SamplePacking.PaddingFree)]
    public void Packing_is_read(string typed, SamplePacking kind) => Assert.Equal(kind, Request($"/vram llama-3.1-8b task:full packing:{typed}").Training!.Packing);

    [Theory]
    [InlineData("task:full dtype:mixed", TrainingPrecision.Mixed, "fp32")]
    [InlineData("task:full dtype:fp32", TrainingPrecision.Full, "fp32")]
    [InlineData("task:full precision:fp32", TrainingPrecision.Mixed, "fp32")]
    [InlineData("task:lora dtype:fp32", TrainingPrecision.Full, "fp32")]
    [InlineData("task:lora precision:fp16", null, "fp16")]
    [InlineData("task:lora dtype:bf16", null, "bf16")]
    [InlineData("task:qlora dtype:mixed", TrainingPrecision.HalfAutocast, "nf4-dq")]
    public void Types_decide_the_weights(string options, TrainingPrecision? precision, string weights)
    {
        var request = Request($"/vram llama-3.1-8b {options}");
        Assert.Equal(weights, request.Weights.Id);
        if (precision is { } expected)
            Assert.Equal(expected, request.Training!.Precision);
        else
            Assert.True(request.Training!.Precision is TrainingPrecision.Half or TrainingPrecision.HalfAutocast);
    }

    [Theory]
    [InlineData("", "nf4-dq")]
    [InlineData("precision:nf4", "nf4")]
    [InlineData("precision:int8", "bnb-int8")]
    [InlineData("precision:8bit", "bnb-int8")]
    [InlineData("precision:4bit", "nf4-dq")]
    [InlineData("precision:gptq", "gptq-int4-g128")]
    [InlineData("precision:awq", "awq-int4-g128")]
    [InlineData("precision:hqq-int4-g64", "hqq-int4-g64")]
    public void Qlora_is_beside_quantized_weights(string option, string weights) => Assert.Equal(weights, Request($"/vram llama-3.1-8b task:qlora {option}").Weights.Id);

    // A model that ships in fewer bits is trained from its 16-bit weights.
    [Theory]
    [InlineData("deepseek-v3 task:full", "bf16")]
    [InlineData("gpt-oss-20b task:lora", "bf16")]
    [InlineData("7b task:lora", "bf16")]
    [InlineData("7b task:qlora", "nf4-dq")]
    public void Weights_that_are_not_named_suit_the_task(string line, string weights) => Assert.Equal(weights, Request($"/vram {line}").Weights.Id);

    [Theory]
    [InlineData("q", AdapterTargets.Query)]
    [InlineData("q_proj,v_proj", AdapterTargets.QueryValue)]
    [InlineData("v,q", AdapterTargets.QueryValue)]
    [InlineData("attention", AdapterTargets.Attention)]
    [InlineData("mlp", AdapterTargets.FeedForward)]
    [InlineData("qv,mlp", AdapterTargets.QueryValue | AdapterTargets.FeedForward)]
    [InlineData("gate_proj,up_proj,down_proj", AdapterTargets.FeedForward)]
    [InlineData("[q_proj,output_proj]", AdapterTargets.Query | AdapterTargets.Output)]
    [InlineData("all-linear,lm_head", AdapterTargets.AllLinear | AdapterTargets.Head)]
    [InlineData("qkv_proj", AdapterTargets.Query | AdapterTargets.Key | AdapterTargets.Value)]
    public void Targets_are_lists(string typed, AdapterTargets targets)
    {
        Assert.Equal(targets, Request($"/vram llama-3.1-8b task:lora targets:{typed}").Training!.Adapter!.Targets);
        Assert.Equal(targets, Request($"/vram llama-3.1-8b task:lora targets:{TargetRoles.Typed(targets)}").Training!.Adapter!.Targets);
    }

    [Fact]
    public void Experts_are_targets_of_a_model_that_has_them() => Assert.True(Request("/vram mixtral-8x7b task:lora targets:all-linear,experts").Training!.Adapter!.Targets.HasFlag(AdapterTargets.Experts));

    [Theory]
    [InlineData("gpu:8xh100", 1, 1, 8)]
    [InlineData("gpu:h100 gpus:8", 1, 1, 8)]
    [InlineData("gpus:8 gpu:h100", 1, 1, 8)]
    [InlineData("gpus:8 seq:4k gpu:rtx 4090", 1, 1, 8)]
    [InlineData("gpus:8", 1, 1, 8)]
    [InlineData("gpus:8 tp:2", 2, 1, 4)]
    [InlineData("gpus:16 tp:2 pp:4 engine:megatron", 2, 4, 2)]
    [InlineData("tp:2 pp:4", 2, 4, 1)]
    [InlineData("gpu:h100 tp:4", 4, 1, 1)]
    [InlineData("gpus:512", 1, 1, 512)]
    public void Cards_that_are_not_stages_or_slices_are_data_parallel(string options, int tensor, int pipeline, int copies) =>
        Assert.Equal(new(tensor, pipeline) { Copies = copies }, Request($"/vram llama-3.1-8b task:full {options}").Parallelism);

    [Fact]
    public void A_card_that_is_counted_apart_is_the_card() => Assert.Equal("/vram model:llama-3.1-8b ctx:4k gpu:8xh100", Typed("/vram llama-3.1-8b gpu:h100 ctx:4k gpus:8").With("gpu", "8xh100").ToString());

    [Theory]
    [InlineData("gpus:2", 2, 1)]
    [InlineData("gpus:2 engine:llama.cpp", 1, 2)]
    [InlineData("gpus:1", 1, 1)]
    [InlineData("gpus:4 tp:2 pp:2", 2, 2)]
    public void Cards_of_no_kind_are_spread_over_in_inference_too(string options, int tensor, int pipeline) =>
        Assert.Equal(new(tensor, pipeline), Request($"/vram llama-3.1-8b {options}").Parallelism);

    [Theory]
    [InlineData("gpu:2xh100 gpus:8")]
    [InlineData("gpus:8 gpus:8")]
    [InlineData("gpu:h100 gpu:a100")]
    public void Two_cards_or_two_counts_are_one_too_many(string options) => Assert.Equal("option.twice", Assert.Single(Lines.Desk.Ask($"/vram llama-3.1-8b task:full {options}").Problems).Code);

    [Fact]
    public void Stages_and_spread_experts_are_megatrons() => Assert.All((string[])["pp:2", "ep:2 gpus:2"], option => Assert.Equal("megatron", Request($"/vram mixtral-8x7b task:full {option}").Engine.Engine.Id));

    [Fact]
    public void A_sample_beyond_the_models_context_is_noted() => Assert.Contains(
        Lines.Desk.Ask("/vram mixtral-8x7b task:lora seq:64k").Vram!.Estimate.Notes, note => note.Contains("was made for 32768 tokens", StringComparison.Ordinal));

    private static TypedLine Typed(string line)
    {
        var problems = new List<Core.Problem>();
        var typed = Lines.Typed(line, problems);
        Assert.Empty(problems);
        return typed!;
    }

    private static EstimateRequest Request(string line)
    {
        var answer = Lines.Desk.Ask(line);
        Assert.True(answer.Vram is not null, $"{line}: {string.Join(' ', answer.Problems.Select(problem => problem.Expected))}");
        return answer.Vram!.Estimate.Request;
    }
}
