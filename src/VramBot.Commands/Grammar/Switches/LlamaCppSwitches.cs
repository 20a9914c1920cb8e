using System.Collections.Immutable;
using static VramBot.Commands.Grammar.Switches.SwitchShape;
using static VramBot.Commands.Grammar.Switches.SwitchTarget;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Grammar.Switches;

/// <summary>The switches of llama.cpp and ik_llama.cpp. Source: ggml-org/llama.cpp, common/arg.cpp; ikawrakow/ik_llama.cpp, common/common.cpp.</summary>
internal static class LlamaCppSwitches
{
    private const int MostLayers = 10_000;

    private const string Plain = """
        -m --model -mu --model-url -hf --hf-repo -hff --hf-file -hft --hf-token --offline --host --port --path --api-key --api-key-file --ssl-key-file --ssl-cert-file --timeout -to -t --threads -tb
        --threads-batch --threads-http -C --cpu-mask --cpu-range --prio --prio-batch --poll --numa --mlock --no-mmap --mmap -dio --direct-io --jinja --chat-template --chat-template-file
        --chat-template-kwargs --reasoning-format --reasoning-budget -a --alias --temp --temperature --top-k --top-p --min-p --top-nsigma --xtc-probability --typical --repeat-last-n --repeat-penalty
        --presence-penalty --frequency-penalty --dry-multiplier --mirostat --samplers --sampling-seq -s --seed --grammar --json-schema -n --predict --n-predict --keep --ignore-eos -p --prompt -f --file -i
        -cnv --conversation -e --escape -cb --cont-batching -nocb --no-cont-batching --cache-reuse --cache-prompt --cache-ram -cram --ctx-checkpoints --swa-checkpoints --slot-save-path --slots --no-slots
        --metrics --props --no-webui --webui --warmup --no-warmup -v --verbose -lv --verbosity --log-disable --log-file --log-colors --log-prefix --log-timestamps --rope-scaling --rope-scale
        --rope-freq-base --rope-freq-scale --yarn-orig-ctx --yarn-ext-factor --yarn-attn-factor --yarn-beta-slow --yarn-beta-fast -sps --slot-prompt-similarity --no-context-shift --context-shift -sp
        --special --check-tensors --no-perf --perf --escape --color --simple-io --spm-infill --models-dir -mg --main-gpu --repack --no-repack -nr --no-host --fit-print -r --reverse-prompt
        """;

    private const string Small = "-no-op-offload --no-op-offload -nopo --lora --lora-scaled --control-vector --mmproj -mm --mmproj-url --no-mmproj --no-mmproj-offload --image-min-tokens --image-max-tokens -fit --fit -fitc -fitt";

    private const string Later = "-nkvo --no-kv-offload -dev --device --rpc --embedding --embeddings --rerank --reranking --pooling --override-kv --attention --grp-attn-n -gan --grp-attn-w -gaw";

    private static readonly ImmutableArray<EngineSwitch> Common =
    [
        new("-c --ctx-size", Context, Tokens) { Least = 0, Most = VramReader.LongestContext, Says = "ctx" },
        new("-np --parallel", Users, Count) { Most = VramReader.MostSequences, Says = "users" },
        new("-ub --ubatch-size", MicroBatch, Count),
        new("-b --batch-size", LogicalBatch, Count),
        new("-fa --flash-attn", FlashAttention, OnOff),
        new("-kvu --kv-unified", UnifiedCache, Flag),
        new("-ctk --cache-type-k", Keys, CacheName) { Says = "kv" },
        new("-ctv --cache-type-v", Values, CacheName) { Says = "kv" },
        new("-ngl --gpu-layers --n-gpu-layers", GpuLayers, Count) { Least = 0, Most = MostLayers, Choices = ["all", "auto", "-1"], Says = "offload" },
        new("-ncmoe --n-cpu-moe", HostExperts, Count) { Least = 0, Most = MostLayers, Says = "offload" },
        new("-cmoe --cpu-moe", HostExperts, OptionalCount) { Most = MostLayers, Says = "offload" },
        new("-ot --override-tensor", TensorOverride) { Says = "offload" },
        new("-sm --split-mode", SplitMode, Word) { Choices = ["layer", "row"] },
        new("--swa-full", FullWindow, Flag),
        new("-ts --tensor-split", Shares, Spelled) { Spelling = (text => SharesText.Read(text) is not null, () => Tr("write a share for each card, such as 3,1")), Says = "gpu" },
        new("-md --model-draft -hfd --hf-repo-draft --draft --draft-max --draft-n --draft-min --draft-p-min -ngld --gpu-layers-draft -cd --ctx-size-draft", Option) { Says = "draft" },
        new("--spec-type --spec-draft-model --spec-draft-n-max --spec-draft-n-min --spec-draft-p-min --spec-draft-ngl -ctkd --cache-type-k-draft -ctvd --cache-type-v-draft", Option) { Says = "draft" },
    ];

    public static SwitchTable Table { get; } = SwitchTable.Of(Common, Plain, Small, Later, sharesContext: true);

    public static SwitchTable OfIk { get; } = SwitchTable.Of(
        [.. Common, new("-mla --mla-use", LatentCache, Count) { Least = 0, Most = 3 }],
        Plain + " -rtr --run-time-repack -thp --transparent-huge-pages",
        Small + " -fmoe --fused-moe -fug -ser --smart-expert-reduction -gr --graph-reuse -cuda --cuda-params -no-fmoe -khad --k-cache-hadamard",
        Later + " -amb --attention-max-batch -mqkv",
        sharesContext: true);
}
