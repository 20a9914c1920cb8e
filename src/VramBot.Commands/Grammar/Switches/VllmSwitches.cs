using static VramBot.Commands.Grammar.Switches.SwitchShape;
using static VramBot.Commands.Grammar.Switches.SwitchTarget;

namespace VramBot.Commands.Grammar.Switches;

/// <summary>vLLM's switches. Source: vllm-project/vllm, vllm/engine/arg_utils.py.</summary>
internal static class VllmSwitches
{
    public static SwitchTable Table { get; } = SwitchTable.Of(
        [
            new("--gpu-memory-utilization", Utilization, Share),
            new("--max-num-seqs", MaxSequences, Count) { Most = VramReader.MostSequences },
            new("--max-num-batched-tokens", StepTokens, HumanTokens),
            new("--enforce-eager", Eager, Flag),
            new("--max-cudagraph-capture-size", LargestGraph, Count),
            new("--max-model-len", Context, HumanTokens) { Most = VramReader.LongestContext, Says = "ctx" },
            new("--tensor-parallel-size -tp", Tensor, Count) { Most = VramReader.MostCards, Says = "tp" },
            new("--pipeline-parallel-size -pp", Pipeline, Count) { Most = VramReader.MostCards, Says = "pp" },
            new("--enable-expert-parallel -ep", WholeExperts, Flag),
            new("--kv-cache-dtype", Cache, CacheName) { Choices = ["auto"], Says = "kv" },
            new("--enable-lora", Lora, Flag) { Says = "adapters" },
            new("--max-loras", Adapters, Count) { Most = VramReader.MostAdapters, Says = "adapters" },
            new("--max-lora-rank", AdapterRank, Count) { Most = VramReader.HighestRank, Says = "rank" },
            new("--dtype", Option) { Choices = ["auto", "half", "float16", "bfloat16"], Says = "precision" },
            new("--data-parallel-size -dp", Unbuilt) { Choices = ["1"] },
            new("--cpu-offload-gb", Unbuilt) { Choices = ["0"] },
            new("--quantization -q", Option) { Says = "precision" },
            new("--speculative-config --speculative-model --num-speculative-tokens", Option) { Says = "draft" },
        ],
        nothing: """
            --model -m --host --port --uds --served-model-name --api-key --trust-remote-code --tokenizer --tokenizer-mode --tokenizer-revision --revision --code-revision --download-dir --load-format
            --seed --disable-log-requests --disable-log-stats --enable-log-requests --uvicorn-log-level --disable-uvicorn-access-log --max-log-len --enable-auto-tool-choice --tool-call-parser
            --tool-parser-plugin --reasoning-parser --enable-reasoning --chat-template --chat-template-content-format --response-role --ssl-keyfile --ssl-certfile --ssl-ca-certs --root-path --middleware
            --allowed-origins --allowed-methods --allowed-headers --allow-credentials --generation-config --override-generation-config --guided-decoding-backend --structured-outputs-config
            --enable-prefix-caching --enable-chunked-prefill --scheduling-policy --async-scheduling --swap-space --distributed-executor-backend --max-cpu-loras --lora-modules --lora-dtype --block-size
            --runner --task --convert --max-logprobs --max-seq-len-to-capture --preemption-mode --return-tokens-as-token-ids --enable-prompt-tokens-details --enable-server-load-tracking
            """,
        uncounted: """
            --compilation-config -O --cuda-graph-sizes --cudagraph-capture-sizes --attention-backend --limit-mm-per-prompt --mm-processor-kwargs --disable-custom-all-reduce --enable-sleep-mode
            --hf-overrides --rope-scaling --rope-theta --num-scheduler-steps --fully-sharded-loras --use-v2-block-manager --kv-transfer-config --mm-encoder-tp-mode --max-num-partial-prefills
            """,
        unbuilt: """
            --kv-cache-memory-bytes --kv-cache-memory --num-gpu-blocks-override --decode-context-parallel-size -dcp
            --disable-sliding-window --enable-eplb --calculate-kv-scales --kv-offloading-size
            """);
}
