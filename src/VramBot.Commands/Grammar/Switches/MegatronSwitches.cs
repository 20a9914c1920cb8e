using static VramBot.Commands.Grammar.Switches.SwitchShape;
using static VramBot.Commands.Grammar.Switches.SwitchTarget;

namespace VramBot.Commands.Grammar.Switches;

/// <summary>Megatron's switches, and those of ms-swift's Megatron. Source: NVIDIA/Megatron-LM, megatron/training/arguments.py; modelscope/ms-swift, docs (Megatron-SWIFT).</summary>
internal static class MegatronSwitches
{
    public static SwitchTable Table { get; } = SwitchTable.Of(
        [
            new("--micro-batch-size", Users, Count) { Most = VramReader.MostSequences, Says = "users" },
            new("--seq-length --max-length --max-position-embeddings", Context, Tokens) { Most = VramReader.LongestContext, Says = "ctx" },
            new("--tensor-model-parallel-size --tensor-parallel-size", Tensor, Count) { Most = VramReader.MostCards, Says = "tp" },
            new("--pipeline-model-parallel-size", Pipeline, Count) { Most = VramReader.MostCards, Says = "pp" },
            new("--context-parallel-size", ContextRanks, Count) { Most = VramReader.MostCards },
            new("--expert-model-parallel-size", SwitchTarget.Experts, Count) { Most = VramReader.MostCards, Says = "ep" },
            new("--expert-tensor-parallel-size", Unbuilt) { Choices = ["1"] },
            new("--sequence-parallel", SwitchTarget.SequenceParallel, Flag),
            new("--use-distributed-optimizer", DistributedOptimizer, Flag) { Says = "zero" },
            new("--optimizer-cpu-offload", HostOptimizer, Flag) { Says = "offload" },
            new("--recompute-granularity", Checkpointing, Word) { Choices = ["full", "selective", "none"], Says = "checkpointing" },
            new("--recompute-activations", SelectiveCheckpointing, Flag) { Says = "checkpointing" },
            new("--accumulate-allreduce-grads-in-fp32", FloatGradients, Flag),
            new("--optimizer", SwitchTarget.Optimizer, Spelled) { Spelling = TrainerSwitches.OptimizerWords, Says = "optimizer" },
            new("--train-type --tuner-type", Tuner, Spelled) { Spelling = TrainerSwitches.TunerWords, Says = "task" },
            new("--lora-rank", SwitchTarget.AdapterRank, Count) { Most = VramReader.HighestRank, Says = "rank" },
            new("--lora-dropout", Dropout, Part),
            new("--target-modules", Projections, Spelled) { Spelling = TrainerSwitches.TargetWords, TakesRest = true, Says = "targets" },
            new("--packing", Packed, Flag) { Says = "packing" },
            new("--padding-free", PaddingFree, Flag) { Says = "packing" },
            new("--use-flash-attn", FlashKernel, Flag),
            new("--attention-backend", Kernel, Word) { Choices = ["flash", "fused", "auto", "unfused", "local"] },
            new("--use-megatron-fsdp --use-torch-fsdp2", Option) { Says = "zero" },
            .. TrainerSwitches.Launch,
        ],
        nothing: """
            --num-layers --hidden-size --ffn-hidden-size --num-attention-heads --group-query-attention --num-query-groups --vocab-size --make-vocab-size-divisible-by --position-embedding-type --rotary-base
            --normalization --swiglu --disable-bias-linear --untie-embeddings-and-output-weights --train-iters --train-samples --lr --min-lr --lr-decay-style --lr-warmup-fraction --lr-decay-iters --weight-decay
            --adam-beta1 --adam-beta2 --clip-grad --bf16 --data-path --split --tokenizer-type --tokenizer-model --vocab-file --merge-file --save --load --save-interval --eval-interval --eval-iters
            --log-interval --tensorboard-dir --distributed-backend --distributed-timeout-minutes --no-masked-softmax-fusion --use-mcore-models --transformer-impl --seed --num-workers --finetune
            --overlap-grad-reduce --overlap-param-gather --model --dataset --lora-alpha --lora-bias --nnodes --node-rank --master-addr --master-port --num-experts --moe-router-topk --moe-aux-loss-coeff
            --attention-dropout --hidden-dropout --init-method-std --max-epochs --save-safetensors --mcore-model --load-safetensors
            """,
        uncounted: """
            --global-batch-size --recompute-method --recompute-num-layers --recompute-modules --num-layers-per-virtual-pipeline-stage --cross-entropy-loss-fusion --cross-entropy-fusion-impl --moe-grouped-gemm
            --moe-token-dispatcher-type --moe-permute-fusion --moe-expert-capacity-factor --tp-comm-overlap --distribute-saved-activations --no-gradient-accumulation-fusion --manual-gc --attention-softmax-in-fp32
            --empty-unused-memory-level --decoder-first-pipeline-num-layers --decoder-last-pipeline-num-layers --use-precision-aware-optimizer --exp-avg-dtype --exp-avg-sq-dtype --main-grads-dtype
            """,
        unbuilt: "--fp8-format --fp8-recipe --fp8-param-gather --fp16 --cpu-offloading --cpu-offloading-num-layers --data-parallel-sharding-strategy --optimizer-offload-fraction --mtp-num-layers",
        takesPairs: true);
}
