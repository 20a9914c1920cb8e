using static VramBot.Commands.Grammar.Switches.SwitchShape;
using static VramBot.Commands.Grammar.Switches.SwitchTarget;

namespace VramBot.Commands.Grammar.Switches;

/// <summary>
/// The switches of KoboldCpp, the settings of Ollama and the command line of LM Studio. Source: LostRuins/koboldcpp, koboldcpp.py; ollama/ollama, docs/modelfile and
/// envconfig/config.go; lmstudio.ai/docs/cli.
/// </summary>
internal static class DesktopSwitches
{
    private const int MostLayers = 10_000;

    public static SwitchTable KoboldCpp { get; } = SwitchTable.Of(
        [
            new("--contextsize", Context, Tokens) { Most = VramReader.LongestContext, Says = "ctx" },
            new("--gpulayers", GpuLayers, Count) { Least = 0, Most = MostLayers, Choices = ["-1"], Says = "offload" },
            new("--moecpu", HostExperts, OptionalCount) { Least = 0, Most = MostLayers, Says = "offload" },
            new("--overridetensors", TensorOverride) { Says = "offload" },
            new("--blasbatchsize --batchsize", Batch, Count),
            new("--flashattention", FlashAttention, Flag),
            new("--quantkv", Cache, Word) { Choices = ["0", "1", "2"], Says = "kv" },
            new("--useswa", WindowOnly, Flag),
            new("--draftmodel --draftamount --draftgpulayers", Option) { Says = "draft" },
        ],
        nothing: """
            --model --model_param --config --host --port --threads --blasthreads --usecublas --usecuda --usevulkan --usecpu --usemmap --usemlock --noavx2 --launch --skiplauncher --quiet --debugmode --multiuser
            --multiplayer --remotetunnel --password --ssl --ropeconfig --smartcontext --noshift --nofastforward --highpriority --foreground --jinja --chatcompletionsadapter --preloadstory --defaultgenamt
            --onready --benchmark --prompt --genlimit --savedatafile --admin --admindir --maingpu --nocertify --hordemodelname --hordekey
            """,
        uncounted: "--lora --mmproj --visionmaxres --lowvram --nommq --autofit",
        unbuilt: "--tensor_split --sdmodel --sdt5xxl --sdclipl --sdvae --whispermodel --ttsmodel --embeddingsmodel");

    public static SwitchTable Ollama { get; } = SwitchTable.Of(
        [
            new("num_ctx OLLAMA_CONTEXT_LENGTH ollama-context-length", Context, Tokens) { Most = VramReader.LongestContext, Says = "ctx" },
            new("OLLAMA_NUM_PARALLEL ollama-num-parallel", Users, Count) { Most = VramReader.MostSequences, Says = "users" },
            new("num_gpu", GpuLayers, Count) { Least = 0, Most = MostLayers, Choices = ["-1"], Says = "offload" },
            new("num_batch", Batch, Count),
            new("OLLAMA_FLASH_ATTENTION ollama-flash-attention", FlashAttention, OnOff),
            new("OLLAMA_KV_CACHE_TYPE ollama-kv-cache-type", Cache, CacheName) { Says = "kv" },
        ],
        nothing: """
            OLLAMA_HOST OLLAMA_KEEP_ALIVE OLLAMA_MAX_LOADED_MODELS OLLAMA_MAX_QUEUE OLLAMA_MODELS OLLAMA_DEBUG OLLAMA_ORIGINS OLLAMA_NOPRUNE OLLAMA_LOAD_TIMEOUT num_predict num_thread num_keep top_p top_k min_p
            repeat_penalty repeat_last_n temperature seed stop use_mmap use_mlock --verbose --keepalive --think
            """,
        uncounted: "OLLAMA_SCHED_SPREAD OLLAMA_NEW_ENGINE low_vram main_gpu",
        unbuilt: "OLLAMA_GPU_OVERHEAD OLLAMA_LLM_LIBRARY");

    public static SwitchTable LmStudio { get; } = SwitchTable.Of(
        [
            new("--context-length -c", Context, Tokens) { Most = VramReader.LongestContext, Says = "ctx" },
            new("--parallel", Users, Count) { Most = VramReader.MostSequences, Says = "users" },
            new("--gpu", Nothing, Word) { Choices = ["max", "1", "1.0"] },
        ],
        nothing: "--identifier --ttl --host --port --yes -y --exact --verbose --estimate-only",
        uncounted: string.Empty,
        unbuilt: string.Empty);
}
