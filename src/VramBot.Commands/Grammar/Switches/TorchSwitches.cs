using VramBot.Core.Estimation.Adapters;
using static VramBot.Commands.Grammar.Switches.SwitchShape;
using static VramBot.Commands.Grammar.Switches.SwitchTarget;

namespace VramBot.Commands.Grammar.Switches;

/// <summary>
/// The overrides of torchtune's recipes and the switches of torchtitan and LitGPT. Source: pytorch/torchtune, recipes/configs; pytorch/torchtitan, torchtitan/config/job_config.py;
/// Lightning-AI/litgpt, litgpt/finetune/lora.py and litgpt/args.py.
/// </summary>
internal static class TorchSwitches
{
    private static readonly string[] TorchTypes = ["bf16", "fp32", "bfloat16", "float32"];

    public static SwitchTable Torchtune { get; } = SwitchTable.Of(
        [
            new("batch_size", Users, Count) { Most = VramReader.MostSequences, Says = "users" },
            new("gradient_accumulation_steps", Accumulation, Count) { Most = VramReader.MostSequences, Says = "accum" },
            new("enable_activation_checkpointing", Checkpointing, Flag) { Says = "checkpointing" },
            new("enable_activation_offloading", OffloadActivations, Flag) { Says = "checkpointing" },
            new("tokenizer.max_seq_len max_seq_len", Context, Tokens) { Most = VramReader.LongestContext, Says = "ctx" },
            new("dataset.packed", Packed, Flag) { Says = "packing" },
            new("model.lora_rank lora_rank", SwitchTarget.AdapterRank, Count) { Most = VramReader.HighestRank, Says = "rank" },
            new("model.lora_dropout", Dropout, Part),
            new("model.use_dora", Dora, Flag),
            new("model.lora_attn_modules", Projections, Spelled) { Spelling = TrainerSwitches.TargetWords, TakesRest = true, Says = "targets" },
            new("model.apply_lora_to_mlp", AddedProjections, Flag) { Projections = AdapterTargets.FeedForward },
            new("model.apply_lora_to_output", AddedProjections, Flag) { Projections = AdapterTargets.Head },
            new("model.quantize_base", FourBit, Flag) { Says = "precision" },
            new("optimizer optimizer._component_", SwitchTarget.Optimizer, Spelled) { Spelling = TrainerSwitches.OptimizerWords, Says = "optimizer" },
            new("optimizer_in_bwd", StepsInBackward, Flag),
            new("fsdp_cpu_offload", HostAll, Flag) { Says = "offload" },
            new("tensor_parallel_dim", Tensor, Count) { Most = VramReader.MostCards, Says = "tp" },
            new("context_parallel_dim", ContextRanks, Count) { Most = VramReader.MostCards },
            new("compile", SwitchTarget.FusedKernels, Flag),
            new("dtype", WeightType, Word) { Choices = [.. TorchTypes], Says = "dtype" },
            .. TrainerSwitches.Launch,
        ],
        nothing: """
            --config --nnodes --standalone --rdzv_backend --rdzv_endpoint output_dir checkpoint_dir checkpointer checkpointer.checkpoint_dir tokenizer tokenizer.path epochs max_steps_per_epoch seed shuffle
            optimizer.lr optimizer.weight_decay lr_scheduler lr_scheduler.num_warmup_steps metric_logger log_every_n_steps log_peak_memory_stats log_level device resume_from_checkpoint dataset dataset.source
            dataset._component_ dataset.split model model._component_ model.lora_alpha save_adapter_weights_only clip_grad_norm max_steps
            """,
        uncounted: "loss loss._component_ profiler profiler.enabled ac_mode ac_option fsdp_reshard_after_forward custom_sharded_layers optimizer.fused optimizer.foreach enable_async_checkpointing use_output_chunking",
        unbuilt: "data_parallel_replicate_dim data_parallel_shard_dim model.lora_alpha_pattern",
        takesPairs: true);

    public static SwitchTable TorchTitan { get; } = SwitchTable.Of(
        [
            new("--training.local_batch_size --training.batch_size", Users, Count) { Most = VramReader.MostSequences, Says = "users" },
            new("--training.seq_len", Context, Tokens) { Most = VramReader.LongestContext, Says = "ctx" },
            new("--parallelism.tensor_parallel_degree", Tensor, Count) { Most = VramReader.MostCards, Says = "tp" },
            new("--parallelism.pipeline_parallel_degree", Pipeline, Count) { Most = VramReader.MostCards, Says = "pp" },
            new("--parallelism.context_parallel_degree", ContextRanks, Count) { Most = VramReader.MostCards },
            new("--parallelism.expert_parallel_degree", SwitchTarget.Experts, Count) { Most = VramReader.MostCards, Says = "ep" },
            new("--parallelism.data_parallel_shard_degree", Unbuilt) { Choices = ["-1"] },
            new("--parallelism.data_parallel_replicate_degree --parallelism.expert_tensor_parallel_degree", Unbuilt) { Choices = ["1"] },
            new("--activation_checkpoint.mode", Checkpointing, Word) { Choices = ["none", "selective", "full"], Says = "checkpointing" },
            new("--training.compile --compile.enable", SwitchTarget.FusedKernels, Flag),
            new("--training.enable_cpu_offload", HostAll, Flag) { Says = "offload" },
            new("--training.dtype", WeightType, Word) { Choices = ["float32", "bfloat16"], Says = "dtype" },
            new("--optimizer.name", SwitchTarget.Optimizer, Spelled) { Spelling = TrainerSwitches.OptimizerWords, Says = "optimizer" },
            new("--optimizer.early_step_in_backward", StepsInBackward, Flag),
            .. TrainerSwitches.Launch,
        ],
        nothing: """
            --job.config_file --job.dump_folder --job.description --model.name --model.flavor --model.tokenizer_path --model.hf_assets_path --training.steps --training.dataset --training.dataset_path
            --training.max_norm --training.warmup_steps --optimizer.lr --optimizer.eps --lr_scheduler.warmup_steps --metrics.log_freq --metrics.enable_tensorboard --checkpoint.enable --checkpoint.folder
            --checkpoint.interval --training.seed --local-ranks-filter --role --tee --nnodes --rdzv_backend --rdzv_endpoint --comm.init_timeout_seconds NGPU CONFIG_FILE
            """,
        uncounted: """
            --activation_checkpoint.selective_ac_option --training.mixed_precision_param --training.mixed_precision_reduce --parallelism.enable_async_tensor_parallel --parallelism.fsdp_reshard_after_forward
            --parallelism.enable_loss_parallel --parallelism.disable_loss_parallel --parallelism.pipeline_parallel_schedule --parallelism.pipeline_parallel_microbatch_size --optimizer.implementation
            --training.global_batch_size --profiling.enable_profiling --profiling.enable_memory_snapshot --model.converters --training.gc_freq --compile.components
            """,
        unbuilt: "--float8.enable_float8_linear --float8.recipe_name --quantize.linear.float8.recipe_name --quantize.linear.mx.recipe_name",
        takesPairs: true);

    public static SwitchTable LitGpt { get; } = SwitchTable.Of(
        [
            new("--train.micro_batch_size", Users, Count) { Most = VramReader.MostSequences, Says = "users" },
            new("--train.max_seq_length", Context, Tokens) { Most = VramReader.LongestContext, Says = "ctx" },
            new("--lora_r", SwitchTarget.AdapterRank, Count) { Most = VramReader.HighestRank, Says = "rank" },
            new("--lora_dropout", Dropout, Part),
            new("--lora_query", AddedProjections, Flag) { Projections = AdapterTargets.Query },
            new("--lora_key", AddedProjections, Flag) { Projections = AdapterTargets.Key },
            new("--lora_value", AddedProjections, Flag) { Projections = AdapterTargets.Value },
            new("--lora_projection", AddedProjections, Flag) { Projections = AdapterTargets.Output },
            new("--lora_mlp", AddedProjections, Flag) { Projections = AdapterTargets.FeedForward },
            new("--lora_head", AddedProjections, Flag) { Projections = AdapterTargets.Head },
            new("--precision", PrecisionName, Word) { Choices = ["bf16-true", "16-true", "bf16-mixed", "16-mixed", "32-true"], Says = "dtype" },
            new("--quantize", Bits, Word) { Choices = ["bnb.nf4", "bnb.nf4-dq", "bnb.int8-training", "bnb.int8"], Says = "precision" },
            new("--optimizer", SwitchTarget.Optimizer, Spelled) { Spelling = TrainerSwitches.OptimizerWords, Says = "optimizer" },
            new("--devices", Cards, Count) { Most = VramReader.MostTrainingCards, Says = "gpu" },
            .. TrainerSwitches.Launch,
        ],
        nothing: """
            --checkpoint_dir --out_dir --data --data.json_path --data.val_split_fraction --train.epochs --train.max_steps --train.save_interval --train.log_interval --train.lr_warmup_steps --train.max_tokens
            --eval.interval --eval.max_new_tokens --eval.max_iters --eval.initial_validation --logger_name --seed --lora_alpha --access_token --train.max_norm --train.min_lr --num_nodes --config
            """,
        uncounted: "--train.global_batch_size --optimizer.init_args.lr --train.tie_embeddings",
        unbuilt: string.Empty,
        takesPairs: true);
}
