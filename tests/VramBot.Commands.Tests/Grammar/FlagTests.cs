using VramBot.Commands.Replies;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;

namespace VramBot.Commands.Tests.Grammar;

/// <summary>Engines' own switches, as people paste them.</summary>
public sealed class FlagTests
{
    private static readonly EngineSettings Plain = EngineSettings.Default;

    public static TheoryData<string, string, EngineSettings> Switches() => new()
    {
        { "vllm", "--gpu-memory-utilization 0.8 --max-num-seqs 64 --enforce-eager", Plain with { GpuMemoryUtilization = 0.8, MaxSequences = 64, EnforceEager = true } },
        { "vllm", "gpu_memory_utilization=0.8, max_num_seqs=64, enforce_eager=True", Plain with { GpuMemoryUtilization = 0.8, MaxSequences = 64, EnforceEager = true } },
        { "vllm", "LLM(model='m', gpu_memory_utilization=.8)", Plain with { GpuMemoryUtilization = 0.8 } },
        { "vllm", "vllm serve org/model --max-num-batched-tokens=4k --no-enforce-eager", Plain with { MaxBatchedTokens = 4000 } },
        { "vllm", "--max-num-batched-tokens 4K --max-cudagraph-capture-size 128", Plain with { MaxBatchedTokens = 4096, LargestGraph = 128 } },
        { "sglang", "--mem-fraction-static 0.85 --chunked-prefill-size 4096 --max-running-requests 32", Plain with { StaticMemoryFraction = 0.85, MaxBatchedTokens = 4096, MaxSequences = 32 } },
        { "sglang", "--disable-cuda-graph --max-total-tokens 200000 --cuda-graph-max-bs 16", Plain with { EnforceEager = true, PoolTokens = 200000, LargestGraph = 16 } },
        { "llama.cpp", "-ub 2048 -fa off -ngl 40", Plain with { MicroBatch = 2048, FlashAttention = false, GpuLayers = 40 } },
        { "llama.cpp", "-fa -ngl all -b 4096 --swa-full -kvu", Plain with { FlashAttention = true, LogicalBatch = 4096, FullWindowCache = true, UnifiedCache = true } },
        { "llama.cpp", "-fa auto -ngl -1 -sm row --no-kv-unified", Plain with { RowSplit = true, UnifiedCache = false } },
        { "llama.cpp", "--n-gpu-layers=0 --flash_attn=on", Plain with { GpuLayers = 0, FlashAttention = true } },
        { "ik", "-mla 0 -fmoe -rtr -ub 1024", Plain with { LatentCache = false, MicroBatch = 1024 } },
        { "koboldcpp", "--gpulayers 30 --blasbatchsize 1024 --useswa", KnownEngines.KoboldCpp.Defaults with { GpuLayers = 30, MicroBatch = 1024, LogicalBatch = 1024, FullWindowCache = false } },
        { "ollama", "OLLAMA_FLASH_ATTENTION=1 PARAMETER num_gpu 20 num_batch 256", Plain with { FlashAttention = true, GpuLayers = 20, MicroBatch = 256, LogicalBatch = 256 } },
        { "tensorrt-llm", "--kv_cache_free_gpu_memory_fraction 0.7 --max_batch_size 128 --max_num_tokens 4096", Plain with { FreeMemoryFraction = 0.7, MaxSequences = 128, MaxBatchedTokens = 4096 } },
        { "lmdeploy", "--cache-max-entry-count 0.5 --max-prefill-token-num 4096", Plain with { FreeMemoryFraction = 0.5, MaxBatchedTokens = 4096 } },
        { "transformers", "attn_implementation=eager device_map=auto", Plain with { FlashAttention = false } },
    };

    [Theory]
    [MemberData(nameof(Switches))]
    public void Switches_are_settings(string engine, string flags, EngineSettings settings) =>
        Assert.Equal(settings, Request($"/vram llama-3.1-8b engine:{engine} flags:\"{flags}\"").Settings);

    // What an option can say too: the context, the users, the cache, the layout, the adapters.
    [Theory]
    [InlineData("engine:vllm flags:\"--max-model-len 8k --kv-cache-dtype fp8_e5m2\"", "ctx:8000 kv:fp8")]
    [InlineData("engine:vllm flags:\"-tp 2 -pp 2 --dtype half\"", "tp:2 pp:2")]
    [InlineData("engine:vllm flags:\"--enable-lora --max-lora-rank 64\"", "adapters:1 adapter-rank:64")]
    [InlineData("engine:vllm flags:\"--enable-lora --max-loras 4\"", "adapters:4")]
    [InlineData("engine:vllm flags:\"--max-loras 4 --port 8000\"", "")]
    [InlineData("engine:sglang flags:\"--context-length 8192 --tp 2 --enable-lora\"", "ctx:8192 tp:2 adapters:8")]
    [InlineData("engine:llama.cpp flags:\"-c 16384 -np 4\"", "ctx:4096 users:4")]
    [InlineData("engine:llama.cpp users:4 ctx:4k flags:\"-c 16384\"", "ctx:4096 users:4")]
    [InlineData("engine:llama.cpp flags:\"-c 0 -ctk q8_0 -ctv q4_0\"", "ctx:max kv:q8_0/q4_0")]
    [InlineData("engine:koboldcpp flags:\"--contextsize 16384 --quantkv 1\"", "ctx:16384 kv:q8_0")]
    [InlineData("engine:ollama flags:\"OLLAMA_NUM_PARALLEL=4 num_ctx 8192\"", "ctx:8192 users:4")]
    [InlineData("engine:lmdeploy flags:\"--session-len 8192 --quant-policy 4\"", "ctx:8192 kv:int4")]
    [InlineData("engine:transformers flags:max_length=8192", "ctx:8192")]
    public void What_an_option_says_too_is_the_same_question(string flags, string options)
    {
        var engine = flags.Split(' ')[0];
        Assert.Equal(Lines.Desk.Ask($"/vram llama-3.1-8b {engine} {options}").Vram!.Estimate.Total, Lines.Desk.Ask($"/vram llama-3.1-8b {flags}").Vram!.Estimate.Total);
    }

    [Fact]
    public void Shares_of_cards_move_layers()
    {
        var equal = Lines.Desk.Ask("/vram llama-3.1-8b precision:Q4_K_M gpu:2x3090").Vram!.Estimate;
        var uneven = Lines.Desk.Ask("/vram llama-3.1-8b precision:Q4_K_M gpu:2x3090 flags:\"-ts 3,1\"").Vram!.Estimate;
        Assert.InRange((double)uneven[PartKind.Weights].Count / equal[PartKind.Weights].Count, 1.35, 1.6);
        Assert.Equal("flags.contradiction", Assert.Single(Lines.Desk.Ask("/vram llama-3.1-8b precision:Q4_K_M gpu:2x3090 flags:\"-ts 3,1,1\"").Problems).Code);
        Assert.Equal(3, Lines.Desk.Ask("/vram llama-3.1-8b precision:Q4_K_M flags:\"-ts 3,1,1\"").Vram!.Estimate.Request.Parallelism.Gpus);
    }

    // Equal shares are what is estimated anyway; 32-bit weights and projections are said by the option beside them.
    [Theory]
    [InlineData("llama-3.1-8b precision:Q4_K_M gpu:2x3090 flags:\"-ts 1,1\"")]
    [InlineData("llama-3.1-8b precision:Q4_K_M gpu:2x3090 flags:\"-ts 3,1\"")]
    [InlineData("llama-3.1-8b precision:Q4_K_M gpu:4090+3090 flags:\"-ts 0.4/0.6\"")]
    [InlineData("llama-3.1-8b precision:fp32 gpu:h100 flags:\"--dtype float32\"")]
    [InlineData("llama-3.1-8b engine:sglang targets:qv gpu:h100 flags:\"--enable-lora --lora-target-modules q_proj v_proj\"")]
    [InlineData("llama-3.1-8b engine:sglang gpu:h100 flags:\"--enable-lora --lora-target-modules all\"")]
    public void What_is_estimated_so_may_be_said(string line) => Assert.Empty(Lines.Desk.Ask($"/vram {line}").Problems);

    [Theory]
    [InlineData("llama-3.1-8b engine:vllm flags:\"--dtype float32\"", "flags.option")]
    [InlineData("llama-3.1-8b engine:sglang flags:\"--enable-lora --lora-target-modules q_proj v_proj\"", "flags.option")]
    public void What_would_change_the_estimate_may_not(string line, string code)
    {
        var problem = Assert.Single(Lines.Desk.Ask($"/vram {line}").Problems);
        Assert.Equal(code, problem.Code);
        Assert.Empty(Lines.Desk.Ask(problem.Try).Problems);
    }

    [Fact]
    public void One_cache_for_all_slots_gives_each_the_whole_context() =>
        Assert.Equal((8192, 4), (Request("/vram llama-3.1-8b flags:\"-c 8192 -np 4 -kvu\"").Context.Count, Request("/vram llama-3.1-8b flags:\"-c 8192 -np 4 -kvu\"").Sequences));

    [Theory]
    [InlineData("exps=CPU", 48)]
    [InlineData("\\.ffn_.*_exps\\.=CPU", 48)]
    [InlineData("ffn_(up|gate|down)_exps=cpu", 48)]
    [InlineData("blk\\.([0-9]|1[0-9])\\.ffn_.*_exps=CPU", 20)]
    [InlineData("blk\\.[0-9]\\.ffn_.{1,5}exps=CPU,blk.1[0-9].ffn_.*_exps=CPU", 20)]
    [InlineData("blk\\.(4[0-7])\\.ffn_.*_exps=CPU", 8)]
    public void Patterns_of_experts_are_counted(string pattern, int layers) =>
        Assert.Equal(layers, Request($"/vram qwen3-30b-a3b precision:Q4_K_M flags:\"-ot {pattern}\"").Settings.HostExpertLayers);

    // Without an engine, the switches tell it, as far as the format allows.
    [Theory]
    [InlineData("/vram llama-3.1-8b --enforce-eager", "vllm")]
    [InlineData("/vram llama-3.1-8b flags:\"-ngl 20 -ub 512\"", "llama.cpp")]
    [InlineData("/vram llama-3.1-8b --mem-fraction-static 0.8 --tp 2", "sglang")]
    [InlineData("/vram llama-3.1-8b flags:num_ctx=8192", "ollama")]
    [InlineData("/vram llama-3.1-8b flags:\"-mla 1 -fmoe -ub 512\"", "ik_llama.cpp")]
    [InlineData("/vram llama-3.1-8b precision:Q4_K_M -c 8192", "llama.cpp")]
    [InlineData("/vram llama-3.1-8b offload:10 -c 8192", "llama.cpp")]
    public void Switches_tell_the_engine(string line, string engine) => Assert.Equal(engine, Request(line).Engine.Engine.Id);

    [Theory]
    [InlineData("--frobnicate 3", "flags.unknown", "/vram model:llama-3.1-8b engine:vllm")]
    [InlineData("--max-num-seq 64", "flags.unknown", "/vram model:llama-3.1-8b engine:vllm flags:\"--max-num-seqs 64\"")]
    [InlineData("--max-num-seq many", "flags.unknown", "/vram model:llama-3.1-8b engine:vllm")]
    [InlineData("--enforce-eager -ngl 20", "flags.engine", "/vram model:llama-3.1-8b engine:vllm flags:--enforce-eager")]
    [InlineData("--gpu-memory-utilization 1.5", "flags.value", "/vram model:llama-3.1-8b engine:vllm")]
    [InlineData("--gpu-memory-utilization 90%", "flags.value", "/vram model:llama-3.1-8b engine:vllm")]
    [InlineData("--max-num-seqs 0", "flags.value", "/vram model:llama-3.1-8b engine:vllm")]
    [InlineData("--max-num-seqs", "flags.value", "/vram model:llama-3.1-8b engine:vllm")]
    [InlineData("--kv-cache-dtype fp3", "flags.value", "/vram model:llama-3.1-8b engine:vllm")]
    [InlineData("--max-num-seqs 4 --max-num-seqs 8", "flags.twice", "/vram model:llama-3.1-8b engine:vllm flags:\"--max-num-seqs 4\"")]
    [InlineData("--cpu-offload-gb 8 --seed 1", "option.unbuilt", "/vram model:llama-3.1-8b engine:vllm flags:\"--seed 1\"")]
    [InlineData("--quantization fp8", "flags.option", "/vram model:llama-3.1-8b engine:vllm precision:fp8")]
    [InlineData("--ctx 8192", "flags.unknown", "/vram model:llama-3.1-8b engine:vllm ctx:8192")]
    [InlineData("eager please", "flags.empty", "/vram model:llama-3.1-8b engine:vllm")]
    [InlineData("--enforce-eager please", "flags.stray", "/vram model:llama-3.1-8b engine:vllm flags:--enforce-eager")]
    public void A_switch_that_cannot_be_used_is_refused_with_a_line_that_works(string flags, string code, string offered)
    {
        var problem = Assert.Single(Lines.Desk.Ask($"/vram llama-3.1-8b engine:vllm flags:\"{flags}\"").Problems);
        Assert.Equal((code, offered), (problem.Code, problem.Try));
    }

    [Theory]
    [InlineData("ctx:4k flags:\"--max-model-len 8192 --seed 1\"", "/vram model:llama-3.1-8b ctx:4k flags:\"--seed 1\"")]
    [InlineData("kv:fp8 flags:\"--kv-cache-dtype bfloat16\"", "/vram model:llama-3.1-8b kv:fp8")]
    [InlineData("tp:2 flags:\"-tp 4\"", "/vram model:llama-3.1-8b tp:2")]
    [InlineData("users:128 flags:\"--max-num-seqs 64\"", "/vram model:llama-3.1-8b users:128")]
    [InlineData("offload:10 flags:\"-ngl 30\"", "/vram model:llama-3.1-8b offload:10")]
    [InlineData("engine:llama.cpp users:2 flags:\"-np 4\"", "/vram model:llama-3.1-8b engine:llama.cpp users:2")]
    public void A_switch_against_an_option_is_a_contradiction(string options, string offered)
    {
        var problem = Assert.Single(Lines.Desk.Ask($"/vram llama-3.1-8b {options}").Problems);
        Assert.Equal(("flags.contradiction", offered), (problem.Code, problem.Try));
    }

    [Theory]
    [InlineData("qwen3-30b-a3b precision:Q4_K_M flags:\"-ot .*=CPU\"", "names more than routed experts")]
    [InlineData("qwen3-30b-a3b precision:Q4_K_M flags:\"-ot ffn_up_exps=CPU\"", "names some of a layer's experts' matrices")]
    [InlineData("qwen3-30b-a3b precision:Q4_K_M flags:\"-ot exps=CUDA1\"", "names another place than the CPU")]
    [InlineData("qwen3-30b-a3b precision:Q4_K_M flags:\"-ot (exps=CPU\"", "is no pattern that can be read")]
    [InlineData("qwen3-30b-a3b precision:Q4_K_M flags:\"-ot (a+)+(b+)+(exps)+x=CPU\"", "names no routed experts of this model")]
    [InlineData("llama-3.1-8b flags:\"-ot exps=CPU\"", "names no routed experts of this model")]
    [InlineData("llama-3.1-8b flags:--cpu-moe", "has no routed experts")]
    [InlineData("llama-3.1-8b engine:mlx flags:--max-kv-size=4", "Switches of MLX are not read here")]
    public void Why_it_cannot_be_used_is_said(string line, string why) =>
        Assert.Contains(why, Assert.Single(Lines.Desk.Ask($"/vram {line}").Problems).Expected, StringComparison.Ordinal);

    [Fact]
    public void Switches_that_move_no_memory_are_listed_back()
    {
        var answer = Lines.Desk.Ask("/vram llama-3.1-8b flags:\"--port 8000 --served-model-name a b --enforce-eager --compilation-config 3\"").Vram!;
        var json = EstimateJson.Of(answer);
        Assert.Contains("Without effect on GPU memory: --port, --served-model-name.", json, StringComparison.Ordinal);
        Assert.Contains("Not in the estimate, what these switches do to the memory: --compilation-config.", json, StringComparison.Ordinal);
        Assert.Contains("\"flags\": \"--port 8000 --served-model-name a b", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("engine:llama.cpp flags:\"-fa off -ctv q8_0\"", "llama.cpp does not start with values in q8_0 while flash attention is off")]
    [InlineData("engine:ollama@0.12 flags:OLLAMA_KV_CACHE_TYPE=q8_0", "Without OLLAMA_FLASH_ATTENTION=1 Ollama caches in 16 bit")]
    public void Quantized_values_need_flash_attention(string options, string note) =>
        Assert.Contains(Lines.Desk.Ask($"/vram llama-3.1-8b {options}").Vram!.Estimate.Notes, said => said.StartsWith(note, StringComparison.Ordinal));

    [Fact]
    public void A_budget_that_was_asked_for_and_is_too_small_does_not_fit()
    {
        var small = Lines.Desk.Ask("/vram llama-3.1-8b precision:bf16 gpu:4090 flags:\"--gpu-memory-utilization 0.6\"");
        Assert.Contains("not with these switches", small.Reply.Headline, StringComparison.Ordinal);
        var enough = Lines.Desk.Ask("/vram llama-3.1-8b precision:bf16 gpu:4090 flags:\"--gpu-memory-utilization 0.8\"").Vram!;
        Assert.Equal(Core.Fitting.FitVerdict.Fits, enough.Own!.Verdict);
    }

    private static EstimateRequest Request(string line)
    {
        var answer = Lines.Desk.Ask(line);
        Assert.True(answer.Vram is not null, string.Join(' ', answer.Problems.Select(problem => problem.Expected)));
        return answer.Vram!.Estimate.Request;
    }
}
