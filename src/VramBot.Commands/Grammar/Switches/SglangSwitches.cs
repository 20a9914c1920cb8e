using static VramBot.Commands.Grammar.Switches.SwitchShape;
using static VramBot.Commands.Grammar.Switches.SwitchTarget;

namespace VramBot.Commands.Grammar.Switches;

/// <summary>SGLang's switches. Source: sgl-project/sglang, python/sglang/srt/server_args.py.</summary>
internal static class SglangSwitches
{
    public static SwitchTable Table { get; } = SwitchTable.Of(
        [
            new("--mem-fraction-static", StaticFraction, Share),
            new("--chunked-prefill-size", StepTokens, Tokens),
            new("--max-running-requests", MaxSequences, Count) { Most = VramReader.MostSequences },
            new("--max-total-tokens", PoolTokens, Tokens) { Most = VramReader.LongestContext },
            new("--disable-cuda-graph", Eager, Flag),
            new("--cuda-graph-max-bs", LargestGraph, Count),
            new("--context-length", Context, Tokens) { Most = VramReader.LongestContext, Says = "ctx" },
            new("--tp --tp-size --tensor-parallel-size", Tensor, Count) { Most = VramReader.MostCards, Says = "tp" },
            new("--pp --pp-size --pipeline-parallel-size", Pipeline, Count) { Most = VramReader.MostCards, Says = "pp" },
            new("--ep-size --ep --expert-parallel-size", Experts, Count) { Most = VramReader.MostCards, Says = "ep" },
            new("--kv-cache-dtype", Cache, CacheName) { Choices = ["auto"], Says = "kv" },
            new("--enable-lora", Lora, Flag) { Says = "adapters" },
            new("--max-loras-per-batch", Adapters, Count) { Most = VramReader.MostAdapters, Says = "adapters" },
            new("--max-lora-rank", AdapterRank, Count) { Most = VramReader.HighestRank, Says = "rank" },
            new("--lora-target-modules", Option) { Choices = ["all"], Says = "targets" },
            new("--dtype", Option) { Choices = ["auto", "half", "float16", "bfloat16"], Says = "precision" },
            new("--dp --dp-size --data-parallel-size", Unbuilt) { Choices = ["1"] },
            new("--quantization", Option) { Says = "precision" },
            new("--speculative-draft-model-path --speculative-draft --speculative-algorithm --speculative-num-steps --speculative-eagle-topk --speculative-num-draft-tokens", Option) { Says = "draft" },
        ],
        nothing: """
            --model-path --model -m --tokenizer-path --tokenizer-mode --host --port --served-model-name --api-key --trust-remote-code --load-format --revision --random-seed --log-level --log-requests
            --show-time-cost --enable-metrics --chat-template --completion-template --tool-call-parser --reasoning-parser --schedule-policy --schedule-conservativeness --disable-radix-cache
            --stream-interval --watchdog-timeout --download-dir --nnodes --node-rank --dist-init-addr --nccl-init-addr --base-gpu-id --grammar-backend --disable-overlap-schedule --max-prefill-tokens
            --decode-log-interval --skip-server-warmup --warmups --lora-paths --lora-backend --enable-cache-report --hicache-ratio --hicache-size --enable-hierarchical-cache --sampling-backend
            """,
        uncounted: """
            --attention-backend --prefill-attention-backend --decode-attention-backend --moe-runner-backend --enable-torch-compile --torch-compile-max-bs --page-size --swa-full-tokens-ratio
            --disable-cuda-graph-padding --enable-mixed-chunk --enable-p2p-check --disable-custom-all-reduce --cuda-graph-bs --json-model-override-args --enable-flashinfer --mamba-full-memory-ratio
            --mm-attention-backend --enable-multimodal
            """,
        unbuilt: "--enable-dp-attention --cpu-offload-gb --disaggregation-mode --enable-two-batch-overlap --max-micro-batch-size");
}
