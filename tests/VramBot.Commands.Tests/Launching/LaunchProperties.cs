using FsCheck;
using FsCheck.Fluent;
using VramBot.Commands.Tests.Grammar;
using VramBot.Core.Engines;
using VramBot.Core.Fitting;

namespace VramBot.Commands.Tests.Launching;

/// <summary>What a command line says is what was estimated: read back as switches, it asks the same question.</summary>
public sealed class LaunchProperties
{
    private static readonly string[] Models = ["mixtral-8x7b", "llama-3.1-8b", "qwen3-8b", "deepseek-v2-lite", "gemma-3-27b", "mamba-2.8b", "gpt-oss-20b", "qwen3-30b-a3b", "falcon-h1-7b", "phi-3-mini", "gpt2", "llama-3.1-405b"];

    private static readonly string[] Gpus = ["4090", "2x3090", "h100", "8xh100", "t4", "3060-12gb", "m3-max-64gb", "4xa100-80gb", "7900-xtx", "3x4090", "16xh200"];

    /// <summary>Engines with formats that they read, and their own switches.</summary>
    private static readonly (string Engine, string[] Formats, string[] Flags)[] Engines =
    [
        ("llama.cpp", ["Q4_K_M", "Q8_0", "bf16", "gguf:4.83", "IQ2_XS"], ["-ub 1024", "-b 4096 -ub 4096", "-fa off", "-fa on", "-kvu", "--no-kv-unified", "-sm row", "--swa-full", "-ngl 20", "-c 16384 -np 4", "-ctk q8_0", "-ctk q8_0 -ctv q4_0"]),
        ("llama.cpp@b9000", ["Q4_K_M", "fp16"], ["-ub 1024", "-fa off", "-kvu", "-ngl 12"]),
        ("llama.cpp@b7000", ["Q4_K_M"], ["-fa on", "-sm row"]),
        ("llama.cpp@b5000", ["Q4_K_M", "Q6_K"], ["-fa", "-ub 256", "-ngl 99", "-fa -ctk q8_0 -ctv q8_0"]),
        ("ik_llama.cpp", ["Q4_K_M", "Q8_0"], ["-mla 0", "-mla 3", "-fa off", "-ub 2048", "-ngl 20"]),
        ("koboldcpp", ["Q4_K_M"], ["--gpulayers 20", "--blasbatchsize 1024", "--useswa", "--quantkv 1"]),
        ("lmstudio", ["Q4_K_M"], ["--parallel 4"]),
        ("ollama", ["Q4_K_M", "Q8_0", "fp16"], ["num_gpu 20", "num_batch 256", "OLLAMA_FLASH_ATTENTION=0", "OLLAMA_FLASH_ATTENTION=1 OLLAMA_KV_CACHE_TYPE=q8_0"]),
        ("ollama@0.12", ["Q4_K_M"], ["num_gpu 12", "OLLAMA_FLASH_ATTENTION=1 OLLAMA_KV_CACHE_TYPE=q4_0"]),
        ("vllm", ["bf16", "fp16", "fp32", "fp8", "awq", "gptq", "int4", "nf4", "mxfp4", "nvfp4"], ["--gpu-memory-utilization 0.95", "--max-num-seqs 64", "--max-num-batched-tokens 4096", "--enforce-eager", "--max-cudagraph-capture-size 128", "--enable-lora --max-loras 4 --max-lora-rank 64", "--enable-expert-parallel"]),
        ("vllm@0.14", ["bf16", "fp8", "awq"], ["--max-num-seqs 128", "--enforce-eager"]),
        ("vllm@0.5", ["bf16", "fp16"], ["--gpu-memory-utilization 0.85", "--max-num-seqs 32"]),
        ("sglang", ["bf16", "fp8", "awq", "fp32"], ["--mem-fraction-static 0.85", "--chunked-prefill-size 4096", "--max-running-requests 32", "--max-total-tokens 100000", "--disable-cuda-graph", "--cuda-graph-max-bs 16", "--enable-lora"]),
        ("tensorrt-llm", ["bf16", "fp8", "nvfp4"], ["--kv_cache_free_gpu_memory_fraction 0.7", "--max_batch_size 128", "--max_num_tokens 4096"]),
        ("lmdeploy", ["bf16", "awq", "gptq"], ["--cache-max-entry-count 0.5", "--max-prefill-token-num 4096", "--quant-policy 8"]),
        ("exllamav2", ["exl2:4.65", "exl3:4.0"], []),
        ("transformers", ["bf16", "nf4", "fp32", "awq"], ["attn_implementation=eager"]),
    ];

    private static readonly string[][] Others =
    [
        ["ctx:2k"], ["ctx:8k"], ["ctx:32k"], ["ctx:5000"], ["users:4"], ["users:300"], ["users:3000"], ["kv:fp8"], ["kv:q8_0"], ["kv:q8_0/q4_0"], ["kv:int8"], ["tp:2"], ["pp:2"], ["ep:2"], ["offload:12"], ["offload:experts"],
        ["offload:experts:5"], ["draft:qwen3-0.6b"], ["adapters:2", "rank:8"], ["adapters:1", "targets:qv"],
    ];

    private static readonly string[][] None = [.. Enumerable.Repeat(Array.Empty<string>(), 12)];

    private static readonly Gen<string> Line =
        from model in Gen.Elements(Models)
        from engine in Gen.Elements(Engines)
        from format in Gen.Elements(engine.Formats)
        from gpu in Gen.Elements(Gpus)
        from flag in Gen.Elements([string.Empty, .. engine.Flags])
        from first in Gen.Elements([.. None, .. Others])
        from second in Gen.Elements([.. None, .. Others])
        let options = first.Concat(second).DistinctBy(option => option.Split(':')[0])
        select $"/vram {model} precision:{format} engine:{engine.Engine} gpu:{gpu} {string.Join(' ', options)}{(flag.Length > 0 ? $" flags:\"{flag}\"" : string.Empty)}";

    // The whole line is understood too: the program and the model in front are no switches.
    [Fact]
    public void Read_back_as_switches_it_is_the_same_estimate()
    {
        var engines = new Dictionary<string, int>(StringComparer.Ordinal);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2_000),
            Prop.ForAll(Line.ToArbitrary(), line =>
            {
                if (Lines.Desk.Ask(line).Vram is not { } answer || Launches.Of(answer) is not { } launch)
                    return true;
                var (engine, estimate) = (answer.Estimate.Request.Engine, answer.Estimate);
                foreach (var switches in engine.Kind is EngineKind.Ollama or EngineKind.Transformers ? [launch.Switches] : new[] { launch.Switches, launch.Lines[0] })
                    if (Launches.WithSwitches(answer, switches) is var again && (!again.Parts.SequenceEqual(estimate.Parts) || again.Total != estimate.Total || again.HostWeights != estimate.HostWeights))
                        throw new InvalidOperationException($"{line}\n{switches}\n{string.Join(", ", estimate.Parts)}\n{string.Join(", ", again.Parts)}");
                engines[engine.Engine.Id] = engines.GetValueOrDefault(engine.Engine.Id) + 1;
                return true;
            }));
        Assert.All(Engines, engine => Assert.True(engines.GetValueOrDefault(KnownEngines.All.Find(engine.Engine.Split('@')[0])!.Id) > 0, engine.Engine));
    }

    [Fact]
    public void A_line_is_one_line_of_words_that_a_shell_takes_as_they_are() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Line.ToArbitrary(), line =>
            Lines.Desk.Ask(line).Vram is not { } answer || Launches.Of(answer) is not { } launch || answer.Estimate.Request.Engine.Kind == EngineKind.Transformers
                || launch.Lines.All(text => !text.Any(char.IsControl) && Launches.Words(text).Count > 1)));

    [Fact]
    public void What_does_not_fit_is_not_started() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Line.ToArbitrary(), line =>
        {
            var answer = Lines.Desk.Ask(line);
            return answer.Vram?.Own?.Verdict != FitVerdict.DoesNotFit || answer.Vram.Question.Weights is null || !answer.Reply.Sections.OfType<Commands.Replies.ReplySection.Code>().Any();
        }));
}
