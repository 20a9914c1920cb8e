using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Estimation.Training;

namespace VramBot.Commands.Tests.Grammar;

/// <summary>Switches of trainers, as people paste them.</summary>
public sealed class TrainingFlagTests
{
    // What an option can say too, and the framework's own word for it: the same request, but for the switches as typed.
    [Theory]
    [InlineData("transformers", "task:lora", "--per_device_train_batch_size 4 --gradient_accumulation_steps 8 --max_length 4096", "batch:4 accum:8 seq:4k")]
    [InlineData("transformers", "task:lora", "--lora_r 32 --lora_target_modules q_proj v_proj --use_rslora True --lora_alpha 64", "rank:32 targets:qv")]
    [InlineData("transformers", "task:lora", "SFTConfig(per_device_train_batch_size=2, max_seq_length=1024, packing=True, learning_rate=2e-4)", "batch:2 seq:1024 packing:on")]
    [InlineData("transformers", "task:lora", "LoraConfig(r=8, target_modules=['q_proj', 'k_proj', 'v_proj'], task_type='CAUSAL_LM')", "rank:8 targets:q,k,v")]
    [InlineData("transformers", "task:full", "--optim adamw_torch_fused --gradient_checkpointing false", "optimizer:adamw-fused checkpointing:off")]
    [InlineData("transformers", "task:full", "--optim=paged_adamw_32bit", "optimizer:paged-adamw")]
    [InlineData("transformers", "task:full gpus:8", "--deepspeed zero3", "zero:3")]
    [InlineData("transformers", "task:full gpus:8", "--deepspeed examples/deepspeed/ds_z2_offload_config.json", "zero:2 offload:optimizer")]
    [InlineData("transformers", "task:full gpus:8", "--deepspeed zero3_offload", "zero:3 offload:all")]
    [InlineData("transformers", "task:full gpus:8", "--fsdp 'full_shard auto_wrap' --bf16 true", "zero:fsdp")]
    [InlineData("transformers", "task:full gpus:8", "--fsdp hybrid_shard", "zero:hsdp")]
    [InlineData("transformers", "task:full", "accelerate launch --num_processes 4 train.py --deepspeed zero2", "gpus:4 zero:2")]
    [InlineData("transformers", "task:qlora", "--load_in_4bit --bnb_4bit_use_double_quant True", "precision:nf4-dq")]
    [InlineData("transformers", "task:qlora", "--load_in_4bit true", "precision:nf4")]
    [InlineData("transformers", "task:qlora", "--load_in_8bit True", "precision:bnb-int8")]
    [InlineData("llama-factory", "task:qlora", "--finetuning_type lora --quantization_bit 4 --cutoff_len 2048 --lora_target all --stage sft", "precision:nf4-dq seq:2048 targets:all-linear")]
    [InlineData("llama-factory", "task:full gpus:8", "llamafactory-cli train --finetuning_type full --deepspeed ds_z3_config.json --disable_gradient_checkpointing", "zero:3 checkpointing:off")]
    [InlineData("axolotl", "task:lora", "--micro_batch_size 2 --sequence_len 8192 --sample_packing true --adapter lora --lora_r 16 --optimizer adamw_bnb_8bit", "batch:2 seq:8k packing:on rank:16 optimizer:adamw-8bit")]
    [InlineData("axolotl", "task:full gpus:2", "--deepspeed deepspeed_configs/zero1.json", "zero:1")]
    [InlineData("ms-swift", "task:lora", "NPROC_PER_NODE=8 swift sft --train_type lora --deepspeed zero2 --per_device_train_batch_size 1 --padding_free true", "gpus:8 zero:2 batch:1 packing:padding-free")]
    [InlineData("torchtune", "task:lora", "tune run lora_finetune_single_device --config llama3_1/8B_lora_single_device batch_size=2 gradient_accumulation_steps=8 model.lora_rank=64 tokenizer.max_seq_len=8192 dataset.packed=True", "batch:2 accum:8 rank:64 seq:8k packing:on")]
    [InlineData("torchtune", "task:full", "enable_activation_checkpointing=False optimizer=bitsandbytes.optim.PagedAdamW8bit", "checkpointing:off optimizer:paged-adamw-8bit")]
    [InlineData("torchtune", "task:full", "enable_activation_offloading=True", "checkpointing:offload")]
    [InlineData("torchtune", "task:full gpus:2", "fsdp_cpu_offload=True", "offload:all")]
    [InlineData("torchtitan", "task:pretrain gpus:16", "--training.local_batch_size 1 --training.seq_len 8192 --parallelism.tensor_parallel_degree 8 --activation_checkpoint.mode full --parallelism.data_parallel_shard_degree -1", "batch:1 seq:8k tp:8 checkpointing:full")]
    [InlineData("torchtitan", "task:pretrain", "--parallelism.pipeline_parallel_degree=4 --activation_checkpoint.mode=selective", "pp:4 checkpointing:selective")]
    [InlineData("megatron", "task:pretrain gpus:16", "--micro-batch-size 2 --seq-length 4096 --tensor-model-parallel-size 2 --pipeline-model-parallel-size 4 --use-distributed-optimizer --recompute-granularity full --recompute-method uniform --bf16", "batch:2 seq:4k tp:2 pp:4 zero:1 checkpointing:full")]
    [InlineData("megatron", "task:pretrain gpus:8", "--tensor_model_parallel_size 2 --optimizer-cpu-offload --recompute-activations", "tp:2 offload:optimizer checkpointing:selective")]
    [InlineData("deepspeed", "task:full gpus:8", "--zero_stage 3 --offload", "zero:3 offload:optimizer")]
    [InlineData("litgpt", "task:lora", "--train.micro_batch_size 4 --train.max_seq_length 512 --lora_r 8 --precision bf16-true", "batch:4 seq:512 rank:8 dtype:bf16")]
    [InlineData("litgpt", "task:qlora", "--quantize bnb.nf4-dq", "precision:nf4-dq")]
    [InlineData("litgpt", "task:lora", "--precision bf16-mixed --devices 2", "dtype:mixed gpus:2")]
    [InlineData("unsloth", "task:lora", "use_gradient_checkpointing='unsloth' max_seq_length=4096 r=32", "checkpointing:offload seq:4k rank:32")]
    public void What_an_option_says_too_is_the_same_request(string engine, string task, string flags, string options) =>
        Assert.Equal(Request($"/vram llama-3.1-8b engine:{engine} {task} {options}"), Request($"/vram llama-3.1-8b engine:{engine} {task} flags:\"{flags}\""));

    public static TheoryData<string, string, Func<TrainingRun, bool>> Settings() => new()
    {
        { "transformers task:lora", "--use_liger_kernel true", run => run is { Loss: LossKernel.FusedLinear, FusedKernels: true } },
        { "axolotl task:lora", "--cut_cross_entropy true", run => run.Loss == LossKernel.FusedLinear },
        { "axolotl task:lora", "--flash_attention true --liger_rms_norm", run => run is { Attention: AttentionKernel.Flash, FusedKernels: true } },
        { "transformers task:lora", "attn_implementation=eager", run => run.Attention == AttentionKernel.Eager },
        { "transformers task:lora", "--attn_implementation sdpa", run => run.Attention == AttentionKernel.Sdpa },
        { "transformers task:lora", "--lora_dropout 0.1", run => run.Adapter!.HasDropout },
        { "transformers task:lora", "--lora_dropout 0", run => !run.Adapter!.HasDropout },
        { "transformers task:lora", "--use_dora", run => run.Adapter!.IsDora },
        { "transformers task:lora", "--lora_modules_to_save embed_tokens,lm_head", run => run.Adapter!.TrainsEmbeddings },
        { "transformers task:lora", "PYTORCH_CUDA_ALLOC_CONF=expandable_segments:True --seed 1", run => run.ExpandableSegments },
        { "ms-swift task:full gpus:4", "--sequence_parallel_size 2", run => run.ContextParallel == 2 },
        { "megatron task:full gpus:8", "--tensor-model-parallel-size 2 --context-parallel-size 4 --sequence-parallel", run => run is { ContextParallel: 4, SequenceParallel: true } },
        { "megatron task:full", "--accumulate-allreduce-grads-in-fp32", run => run.FloatGradients },
        { "torchtune task:full", "optimizer_in_bwd=True compile=True", run => run is { StepsInBackward: true, FusedKernels: true } },
        { "torchtune task:lora", "model.lora_attn_modules=['q_proj','v_proj'] model.apply_lora_to_mlp=True", run => run.Adapter!.Targets == (AdapterTargets.QueryValue | AdapterTargets.FeedForward) },
        { "litgpt task:lora", "--lora_query true --lora_value true --lora_key false --lora_projection false --lora_mlp false", run => run.Adapter!.Targets.HasFlag(AdapterTargets.QueryValue) && !run.Adapter.Targets.HasFlag(AdapterTargets.Key) && !run.Adapter.Targets.HasFlag(AdapterTargets.Up) },
        { "transformers task:full", "--torch_dtype float32 --bf16", run => run.Precision == TrainingPrecision.Mixed },
        { "transformers task:full", "--torch_dtype bfloat16 --bf16", run => run.Precision == TrainingPrecision.HalfAutocast },
        { "llama-factory task:full", "--pure_bf16", run => run.Precision == TrainingPrecision.Half },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void Settings_without_an_option_of_their_own_are_read(string engine, string flags, Func<TrainingRun, bool> holds) =>
        Assert.True(holds(Request($"/vram llama-3.1-8b engine:{engine} flags:\"{flags}\"").Training!), flags);

    [Theory]
    [InlineData("task:lora --per_device_train_batch_size 2", "transformers")]
    [InlineData("task:lora --micro_batch_size 2 --sequence_len 4096 --adapter lora", "axolotl")]
    [InlineData("task:lora --finetuning_type lora --cutoff_len 4096", "llama-factory")]
    [InlineData("task:lora flags:\"model.lora_rank=8 tokenizer.max_seq_len=2048\"", "torchtune")]
    [InlineData("task:pretrain --tensor-model-parallel-size 2 --seq-length 4096", "megatron")]
    [InlineData("task:pretrain --training.seq_len 4096 --training.local_batch_size 2", "torchtitan")]
    [InlineData("task:lora --train.micro_batch_size 1 --lora_r 8", "litgpt")]
    [InlineData("task:lora --train_type lora --max_length 2048", "ms-swift")]
    public void Switches_tell_the_framework(string options, string engine) => Assert.Equal(engine, Request($"/vram llama-3.1-8b {options}").Engine.Engine.Id);

    [Theory]
    [InlineData("task:lora engine:transformers", "--per_device_train_batch_siz 2", "flags.unknown", "Transformers has no switch `--per_device_train_batch_siz` that I know. Did you mean --per_device_train_batch_size?", "flags:\"--per_device_train_batch_size 2\"")]
    [InlineData("task:lora engine:torchtune", "batch_size=2 frobnicate=3", "flags.unknown", "torchtune has no switch `frobnicate` that I know.", "flags:batch_size=2")]
    [InlineData("task:lora engine:transformers", "--sequence_len 0", "flags.value", "`--sequence_len 0` does not work: write a number of tokens from 1 to 100,000,000.", "")]
    [InlineData("task:lora engine:transformers", "--micro-batch-size 2 --recompute-granularity full", "flags.engine", "`--recompute-granularity` is a switch of Megatron, not of Transformers; to ask for Megatron, write engine:megatron.", "flags:\"--micro-batch-size 2\"")]
    [InlineData("task:lora engine:transformers", "--optim adamw9bit", "flags.value", "`--optim adamw9bit` does not work: optimizers are adamw, adamw-fused, adamw-8bit, paged-adamw-8bit, paged-adamw, adafactor, sgd, sgd-momentum, lion, lion-8bit, lomo, galore, muon, badam.", "")]
    [InlineData("task:full gpus:8 engine:transformers", "--deepspeed my_config.json", "flags.value", "`--deepspeed my_config.json` does not work: write zero1, zero2, zero3, zero3_offload, full_shard, shard_grad_op or hybrid_shard; a file of your own is said with zero:3 and offload:optimizer.", "")]
    [InlineData("task:lora engine:transformers rank:8", "--lora_r 16", "flags.contradiction", "`rank:8` and `--lora_r 16` contradict each other; say one of them.", "")]
    [InlineData("task:lora engine:llama-factory", "--finetuning_type full", "flags.contradiction", "`task:lora` and `--finetuning_type full` contradict each other; say one of them.", "")]
    [InlineData("task:lora engine:llama-factory", "--use_galore true", "flags.option", "`--use_galore true` is said with the option `optimizer:` here.", "")]
    [InlineData("task:lora engine:llama-factory", "--stage dpo --seed 1", "option.unbuilt", "What `--stage dpo` does to the memory is not there yet; leave it out for now.", "flags:\"--seed 1\"")]
    [InlineData("task:lora engine:transformers", "--load_in_4bit", "precision.task", "LoRA on `nf4` weights is QLoRA: write task:qlora, or precision:bf16 for task:lora.", "flags:--load_in_4bit")]
    [InlineData("task:full engine:megatron gpus:8", "--context-parallel-size 3", "cp.ranks", "Context parallelism divides each sequence over 3 GPUs, and 8 are left beside tp and pp: it must divide them.", "")]
    public void A_switch_that_cannot_be_used_is_refused_with_a_line_that_works(string options, string flags, string code, string said, string kept)
    {
        var problem = Assert.Single(Lines.Desk.Ask($"/vram llama-3.1-8b {options} flags:\"{flags}\"").Problems);
        Assert.Equal((code, said), (problem.Code, problem.Expected));
        Assert.Empty(Lines.Desk.Ask(problem.Try).Problems);
        Assert.Equal(kept, problem.Try.Contains("flags:", StringComparison.Ordinal) ? problem.Try[problem.Try.IndexOf("flags:", StringComparison.Ordinal)..] : string.Empty);
    }

    [Fact]
    public void Switches_of_training_without_a_task_are_asked_for_one()
    {
        var problem = Lines.Desk.Ask("/vram llama-3.1-8b flags:\"--gradient_checkpointing true --lora_r 8\"").Problems[0];
        Assert.Equal(("flags.task", "/vram model:llama-3.1-8b flags:\"--gradient_checkpointing true --lora_r 8\" task:lora"), (problem.Code, problem.Try));
    }

    [Fact]
    public void Switches_that_move_no_memory_are_listed_back()
    {
        var json = Commands.Replies.EstimateJson.Of(Lines.Desk.Ask("/vram llama-3.1-8b task:lora --learning_rate 2e-4 --torch_compile true --lora_r 8").Vram!);
        Assert.Contains("Without effect on GPU memory: --learning_rate.", json, StringComparison.Ordinal);
        Assert.Contains("Not in the estimate, what these switches do to the memory: --torch_compile.", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_framework_that_trains_has_a_table() => Assert.All(KnownEngines.All.All.Where(engine => engine.Trains), engine =>
        Assert.Empty(Lines.Desk.Ask($"/vram llama-3.1-8b task:full engine:{engine.Id} flags:\"PYTORCH_CUDA_ALLOC_CONF=expandable_segments:True\"").Problems));

    private static EstimateRequest Request(string line)
    {
        var answer = Lines.Desk.Ask(line);
        Assert.True(answer.Vram is not null, $"{line}: {string.Join(' ', answer.Problems.Select(problem => problem.Expected))}");
        return answer.Vram!.Estimate.Request;
    }
}
