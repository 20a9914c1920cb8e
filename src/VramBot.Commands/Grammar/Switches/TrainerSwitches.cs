using System.Collections.Immutable;
using VramBot.Core.Estimation.Adapters;
using static VramBot.Commands.Grammar.Switches.SwitchShape;
using static VramBot.Commands.Grammar.Switches.SwitchTarget;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Grammar.Switches;

/// <summary>
/// The arguments of trainers on Transformers. Source: huggingface/transformers, training_args.py; huggingface/trl, trl/trainer/sft_config.py and model_config.py; huggingface/peft,
/// tuners/lora/config.py; axolotl-ai-cloud/axolotl, docs/config-reference; hiyouga/LLaMA-Factory, src/llamafactory/hparams; modelscope/ms-swift, docs (command-line parameters);
/// deepspeedai/DeepSpeedExamples, training; unslothai/unsloth, models/loader.py.
/// </summary>
internal static class TrainerSwitches
{
    private const string WithoutEffect = """
        --model_name_or_path --model_name --model --base_model --tokenizer_name --tokenizer_name_or_path --tokenizer --dataset --dataset_name --dataset_dir --datasets --data_path --train_file --validation_file
        --dataset_text_field --dataset_num_proc --dataset_config --dataset_config_name --template --output_dir --overwrite_output_dir --learning_rate --lr --lr_scheduler_type --lr_scheduler --warmup_ratio
        --warmup_steps --weight_decay --num_train_epochs --num_epochs --max_steps --logging_steps --logging_dir --logging_first_step --save_steps --save_strategy --save_total_limit --eval_strategy
        --evaluation_strategy --eval_steps --report_to --run_name --seed --data_seed --do_train --do_eval --push_to_hub --hub_model_id --resume_from_checkpoint --dataloader_num_workers
        --dataloader_pin_memory --preprocessing_num_workers --remove_unused_columns --lora_alpha --lora_bias --bias --task_type --lora_task_type --use_rslora --use_peft --adam_beta1 --adam_beta2
        --adam_epsilon --max_grad_norm --tf32 --trust_remote_code --ddp_timeout --plot_loss --val_size --split_dataset_ratio --overwrite_cache --low_cpu_mem_usage --config --config_file
        --main_process_port --master_port --master_addr --node_rank --standalone --rdzv_backend --rdzv_endpoint --mixed_precision --multi_gpu --group_by_length --completion_only_loss
        --assistant_only_loss --bnb_4bit_quant_type --bnb_4bit_compute_dtype --quantization_method --quant_method --use_cpu --save_only_model --load_best_model_at_end --wandb_project
        --gradient_checkpointing_kwargs --ddp_find_unused_parameters --fsdp_transformer_layer_cls_to_wrap --fsdp_config --num_machines --machine_rank --nnodes --random_state
        """;

    private const string NotCounted = """
        --per_device_eval_batch_size --eval_accumulation_steps --torch_compile --optim_args --optim_target_modules --neftune_noise_alpha --torch_empty_cache_steps --max_memory --device_map
        --eval_batch_size --include_tokens_per_second --lora_dtype --init_lora_weights --layers_to_transform --use_reentrant --pad_to_multiple_of --bucket_cap_mb
        """;

    private const string NotThere = "--auto_find_batch_size --use_vera --use_llm_in_vllm --teacher_model_name_or_path --galore_rank --apollo_rank --lisa_activated_layers";

    /// <summary>What Transformers' trainer, TRL and PEFT are told, and with other names those built on them.</summary>
    private static readonly ImmutableArray<EngineSwitch> Common =
    [
        new("--per_device_train_batch_size --micro_batch_size --train_batch_size --batch_size", Users, Count) { Most = VramReader.MostSequences, Says = "users" },
        new("--gradient_accumulation_steps", Accumulation, Count) { Most = VramReader.MostSequences, Says = "accum" },
        new("--gradient_checkpointing --use_gradient_checkpointing", Checkpointing, Flag) { Choices = ["unsloth", "offload"], Says = "checkpointing" },
        new("--activation_offloading", OffloadActivations, Flag) { Says = "checkpointing" },
        new("--max_length --max_seq_length --max_seq_len --model_max_length --cutoff_len --sequence_len", Context, Tokens) { Most = VramReader.LongestContext, Says = "ctx" },
        new("--lora_r --lora_rank --r --rank --lora_dim", SwitchTarget.AdapterRank, Count) { Most = VramReader.HighestRank, Says = "rank" },
        new("--lora_dropout", Dropout, Part),
        new("--use_dora --lora_use_dora --peft_use_dora", Dora, Flag),
        new("--target_modules --lora_target_modules --lora_target", Projections, Spelled) { Spelling = TargetWords, TakesRest = true, Says = "targets" },
        new("--optim --optimizer", SwitchTarget.Optimizer, Spelled) { Spelling = OptimizerWords, Says = "optimizer" },
        new("--bf16 --fp16", Autocast, Flag) { Choices = ["auto"], Says = "dtype" },
        new("--torch_dtype --dtype", WeightType, Word) { Choices = ["bfloat16", "float16", "float32", "auto", "bf16", "fp16", "fp32", "half", "torch.bfloat16", "torch.float16", "torch.float32", "none"], Says = "dtype" },
        new("--use_liger_kernel --use_liger --enable_liger_kernel --liger_kernel", FusedLoss, Flag),
        new("--attn_implementation --attn_impl --flash_attn", Kernel, Word) { Choices = ["eager", "sdpa", "flash_attention_2", "flash_attention_3", "flash_attn", "flash_attn_2", "flash_attn_3", "fa2", "fa3", "flex_attention", "auto", "disabled"] },
        new("--packing --sample_packing --neat_packing", Packed, Flag) { Choices = ["auto"], Says = "packing" },
        new("--padding_free", PaddingFree, Flag) { Says = "packing" },
        new("--deepspeed --deepspeed_config --zero_stage", Shards, Spelled) { Spelling = ShardWords, Says = "zero" },
        new("--fsdp", Shards, Spelled) { Spelling = ShardWords, TakesRest = true, Says = "zero" },
        new("--load_in_4bit", FourBit, Flag) { Says = "precision" },
        new("--load_in_8bit", EightBit, Flag) { Says = "precision" },
        new("--quantization_bit --quant_bits", Bits, Word) { Choices = ["4", "8"], Says = "precision" },
        new("--bnb_4bit_use_double_quant --use_bnb_nested_quant --double_quantization", DoubleQuantization, Flag) { Says = "precision" },
        new("--modules_to_save --lora_modules_to_save --additional_target", SavedModules) { TakesRest = true },
        new("--tensor_parallel_size", Tensor, Count) { Most = VramReader.MostCards, Says = "tp" },
        new("--context_parallel_size --sequence_parallel_size --sequence_parallel_degree", ContextRanks, Count) { Most = VramReader.MostCards },
        .. Launch,
    ];

    /// <summary>What a launcher and the shell before it are told.</summary>
    public static ImmutableArray<EngineSwitch> Launch =>
    [
        new("--nproc_per_node --nproc-per-node --num_processes --num_gpus NPROC_PER_NODE", Cards, Count) { Most = VramReader.MostTrainingCards, Says = "gpu" },
        new("PYTORCH_CUDA_ALLOC_CONF PYTORCH_ALLOC_CONF PYTORCH_HIP_ALLOC_CONF", Allocator),
        new("CUDA_VISIBLE_DEVICES OMP_NUM_THREADS WANDB_DISABLED TOKENIZERS_PARALLELISM", Nothing),
    ];

    public static (Func<string, bool> Reads, Func<string> Expected) OptimizerWords => (text => TrainingWords.Optimizer(text) is not null, () => Tr($"optimizers are {string.Join(", ", TrainingWords.OptimizerNames)}"));

    public static (Func<string, bool> Reads, Func<string> Expected) TargetWords => (text => TrainingWords.Targets(text) is not null, () => Tr("write all-linear, or a list such as q_proj,k_proj,v_proj,o_proj"));

    public static (Func<string, bool> Reads, Func<string> Expected) ShardWords => (text => ShardingText.Read(text) is not null, () => ShardingText.Expected);

    public static (Func<string, bool> Reads, Func<string> Expected) TunerWords => (text => TrainingWords.Task(text) is not null, () => Tr("write lora, qlora or full"));

    public static SwitchTable Transformers { get; } = With([]);

    public static SwitchTable Axolotl { get; } = With(
        [
            new("--adapter", Tuner, Spelled) { Spelling = TunerWords, Says = "task" },
            new("--lora_target_linear", AddedProjections, Flag) { Projections = AdapterTargets.AllLinear, Says = "targets" },
            new("--flash_attention --xformers_attention --sdp_attention --flex_attention", FlashKernel, Flag),
            new("--liger_fused_linear_cross_entropy", FusedLoss, Flag),
            new("--cut_cross_entropy --chunked_cross_entropy", FusedLossOnly, Flag),
            new("--liger_rope --liger_rms_norm --liger_glu_activation --liger_layer_norm", FusedKernels, Flag),
        ],
        "--plugins --special_tokens --chat_template --strict --saves_per_epoch --evals_per_epoch --val_set_size --pad_to_sequence_len --train_on_inputs --is_llama_derived_model --model_type --tokenizer_type --dataset_prepared_path --debug --early_stopping_patience",
        "--lora_mlp_kernel --lora_qkv_kernel --lora_o_kernel --fsdp_version --lora_fan_in_fan_out --eval_sample_packing --multipack_real_batches --unfrozen_parameters");

    public static SwitchTable LlamaFactory { get; } = With(
        [
            new("--finetuning_type", Tuner, Spelled) { Spelling = TunerWords, Says = "task" },
            new("--stage", Unbuilt) { Choices = ["sft", "pt"] },
            new("--pure_bf16", PureHalf, Flag) { Says = "dtype" },
            new("--disable_gradient_checkpointing", KeepActivations, Flag) { Says = "checkpointing" },
            new("--use_unsloth_gc", OffloadActivations, Flag) { Says = "checkpointing" },
            new("--use_unsloth", Unbuilt) { Choices = ["false"] },
            new("--use_galore --use_badam --use_apollo --use_adam_mini --use_muon", Option) { Says = "optimizer" },
        ],
        "--create_new_adapter --max_samples --mask_history --train_on_prompt --streaming --cache_dir --export_dir",
        "--upcast_layernorm --upcast_lmhead_output --shift_attn --mixture_of_depths --freeze_vision_tower --freeze_multi_modal_projector --image_max_pixels");

    public static SwitchTable MsSwift { get; } = With(
        [
            new("--train_type --tuner_type --sft_type", Tuner, Spelled) { Spelling = TunerWords, Says = "task" },
        ],
        "--system --model_author --loss_scale --add_version --use_hf --model_type --check_model --lazy_tokenize --custom_dataset --model_kwargs --use_chat_template --agent_template --truncation_strategy",
        "--freeze_vit --freeze_llm --freeze_aligner --use_logits_to_keep --max_pixels --vit_gradient_checkpointing --deepspeed_autotp_size --attn_impl_kwargs --loss_type");

    public static SwitchTable DeepSpeed { get; } = With(
        [
            new("--offload --offload_optimizer --cpu_offload", HostOptimizer, Flag) { Choices = ["cpu"], Says = "offload" },
            new("--offload_param", HostAll, Flag) { Choices = ["cpu"], Says = "offload" },
        ],
        "--data_split --sft_only_data_path --include --exclude --hostfile --enable_tensorboard --print_loss --only_optimize_lora --lora_module_name --num_nodes",
        "--reduce_bucket_size --allgather_bucket_size --stage3_prefetch_bucket_size --stage3_max_live_parameters --overlap_comm --contiguous_gradients --sub_group_size --enable_hybrid_engine");

    public static SwitchTable Unsloth { get; } = With(
        [],
        "--fast_inference --loftq_config --train_on_responses_only --chat_template --save_method --save_path --save_model --quantization",
        "--max_lora_rank --finetune_vision_layers --finetune_language_layers --finetune_attention_modules --finetune_mlp_modules --full_finetuning --offload_embedding --tiled_mlp");

    private static SwitchTable With(ImmutableArray<EngineSwitch> own, string nothing = "", string uncounted = "") =>
        SwitchTable.Of([.. own, .. Common], $"{WithoutEffect} {nothing}", $"{NotCounted} {uncounted}", NotThere, takesPairs: true);
}
