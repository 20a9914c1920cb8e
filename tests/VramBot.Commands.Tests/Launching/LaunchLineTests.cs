using VramBot.Commands.Launching;
using VramBot.Commands.Replies;
using VramBot.Commands.Tests.Grammar;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Testing;

namespace VramBot.Commands.Tests.Launching;

/// <summary>Whole command lines, as someone will paste them.</summary>
public sealed class LaunchLineTests
{
    public static TheoryData<string, string> Lines() => new()
    {
        // llama.cpp: -c is shared by the slots, layers and shares are always said, fused attention where values are quantized.
        { "/vram qwen3-8b precision:Q4_K_M ctx:32k kv:q8_0 gpu:4070", "llama-server -m Qwen3-8B-Q4_K_M.gguf -c 32768 -np 1 -ngl 99 -ctk q8_0 -ctv q8_0 -fa on" },
        { "/vram llama-3.3-70b precision:Q4_K_M gpu:2x3090", "llama-server -m Llama-3.3-70B-Instruct-Q4_K_M.gguf -c 4096 -np 1 -ngl 99 -ts 1,1" },
        { "/vram llama-3.1-8b precision:Q4_K_M users:4 ctx:8k gpu:4090", "llama-server -m Llama-3.1-8B-Q4_K_M.gguf -c 32768 -np 4 -ngl 99" },
        { "/vram llama-3.1-8b precision:Q4_K_M gpu:4090 flags:\"-c 16384 -np 4 -kvu -ub 1024\"", "llama-server -m Llama-3.1-8B-Q4_K_M.gguf -c 16384 -np 4 -kvu -ngl 99 -ub 1024" },
        { "/vram qwen3-30b-a3b precision:Q4_K_M offload:experts:20 gpu:3060-12gb", "llama-server -m Qwen3-30B-A3B-Q4_K_M.gguf -c 4096 -np 1 -ngl 99 --n-cpu-moe 20" },
        { "/vram qwen3-30b-a3b precision:Q4_K_M offload:experts gpu:3060-12gb", "llama-server -m Qwen3-30B-A3B-Q4_K_M.gguf -c 4096 -np 1 -ngl 99 --cpu-moe" },
        { "/vram llama-3.3-70b precision:Q4_K_M offload:auto gpu:4090", "llama-server -m Llama-3.3-70B-Instruct-Q4_K_M.gguf -c 4096 -np 1 -ngl 42" },
        { "/vram qwen3-32b precision:Q4_K_M draft:qwen3-0.6b gpu:5090", "llama-server -m Qwen3-32B-Q4_K_M.gguf -c 4096 -np 1 -ngl 99 --spec-type draft-simple -md Qwen3-0.6B-Q4_K_M.gguf -ngld 99" },
        { "/vram llama-3.1-405b precision:Q4_K_M gpu:8xh100", "llama-server -m Llama-3.1-405B-Q4_K_M.gguf -c 4096 -np 1 -ngl 127 -ts 1,1,1,1,1,1,1,1" },
        { "/vram unsloth/Qwen3-8B-GGUF precision:Q5_K_M gpu:4070", "llama-server -hf unsloth/Qwen3-8B-GGUF:Q5_K_M -c 4096 -np 1 -ngl 99" },
        { "/vram unsloth/gemma-3-27b-it-GGUF precision:Q4_K_M gpu:4090", "llama-server -hf unsloth/gemma-3-27b-it-GGUF:Q4_K_M --no-mmproj -c 4096 -np 1 -ngl 99" },

        // Older builds: fused attention is a switch that stands alone, experts go by their pattern.
        { "/vram qwen3-30b-a3b precision:Q4_K_M engine:llama.cpp@b5000 gpu:3060-12gb flags:\"-fa -ot exps=CPU\"", "llama-server -m Qwen3-30B-A3B-Q4_K_M.gguf -c 4096 -np 1 -ngl 99 -ot exps=CPU -fa" },
        { "/vram deepseek-v3 precision:Q4_K_M engine:ik gpu:4090 offload:experts flags:\"-mla 3 -ub 1024\"", "llama-server -m DeepSeek-V3-Q4_K_M.gguf -c 4096 -np 1 -ngl 99 --cpu-moe -mla 3 -ub 1024" },
        { "/vram llama-3.1-8b precision:Q4_K_M engine:koboldcpp ctx:16k kv:q8_0 gpu:3060-12gb", "koboldcpp --model Llama-3.1-8B-Q4_K_M.gguf --contextsize 16384 --gpulayers 99 --quantkv 1" },
        { "/vram llama-3.1-8b precision:Q4_K_M engine:lmstudio users:2 gpu:3060-12gb", "lms load llama-3.1-8b@q4_k_m --context-length 4096 --gpu max --parallel 2" },

        // Ollama: the server's settings, then the model.
        { "/vram llama3.1:8b engine:ollama ctx:8k gpu:4070", "OLLAMA_CONTEXT_LENGTH=8192 ollama serve\nollama run llama3.1:8b" },
        { "/vram llama-3.3-70b engine:ollama users:2 kv:q8_0 gpu:2x4090", "OLLAMA_CONTEXT_LENGTH=4096 OLLAMA_NUM_PARALLEL=2 OLLAMA_FLASH_ATTENTION=1 OLLAMA_KV_CACHE_TYPE=q8_0 OLLAMA_SCHED_SPREAD=1 ollama serve\nollama run hf.co/ORG/Llama-3.3-70B-Instruct-GGUF:Q4_K_M" },

        // vLLM: checkpoints say their own format, 16-bit weights that are made smaller while they are loaded do not.
        { "/vram llama-3.1-8b gpu:4090", "vllm serve meta-llama/Llama-3.1-8B --max-model-len 4096" },
        { "/vram deepseek-r1 gpu:8xh200 users:32 ctx:16k", "vllm serve deepseek-ai/DeepSeek-R1 --max-model-len 16384 --tensor-parallel-size 8" },
        { "/vram mixtral-8x7b precision:awq gpu:5090", "vllm serve ORG/Mixtral-8x7B-Instruct-v0.1-AWQ --max-model-len 4096" },
        { "/vram RedHatAI/Llama-3.3-70B-Instruct-fp8-dynamic gpu:2xh100", "vllm serve RedHatAI/Llama-3.3-70B-Instruct-fp8-dynamic --max-model-len 4096 --tensor-parallel-size 2" },
        { "/vram llama-3.1-8b precision:fp8 kv:fp8 gpu:4090", "vllm serve meta-llama/Llama-3.1-8B --max-model-len 4096 --quantization fp8_per_tensor --kv-cache-dtype fp8" },
        { "/vram llama-3.1-8b precision:fp8 engine:vllm@0.16 gpu:4090", "vllm serve meta-llama/Llama-3.1-8B --max-model-len 4096 --quantization fp8" },
        { "/vram llama-3.1-8b precision:fp8 engine:vllm@0.9 gpu:4090", "vllm serve ORG/Llama-3.1-8B-FP8 --max-model-len 4096" },
        { "/vram llama-3.1-8b gpu:t4 precision:awq", "vllm serve ORG/Llama-3.1-8B-AWQ --max-model-len 4096 --dtype float16" },
        { "/vram llama-3.1-8b gpu:4090 flags:\"--gpu-memory-utilization 0.8 --max-num-seqs 64 --enforce-eager --port 8000\"", "vllm serve meta-llama/Llama-3.1-8B --max-model-len 4096 --gpu-memory-utilization 0.8 --max-num-seqs 64 --enforce-eager" },
        { "/vram qwen3-30b-a3b gpu:4xh100 ep:4", "vllm serve Qwen/Qwen3-30B-A3B --max-model-len 4096 --tensor-parallel-size 4 --enable-expert-parallel" },
        { "/vram llama-3.1-8b gpu:h100 adapters:4 rank:64", "vllm serve meta-llama/Llama-3.1-8B --max-model-len 4096 --enable-lora --max-loras 4 --max-lora-rank 64" },
        { "/vram qwen3-32b draft:qwen3-0.6b gpu:h200", "vllm serve Qwen/Qwen3-32B --max-model-len 4096 --speculative-config '{\"method\":\"draft_model\",\"model\":\"Qwen/Qwen3-0.6B\",\"num_speculative_tokens\":5}'" },
        { "/vram llama-3.1-8b engine:vllm@0.5 gpu:4090", "python -m vllm.entrypoints.openai.api_server --model meta-llama/Llama-3.1-8B --max-model-len 4096" },

        { "/vram llama-3.1-8b engine:sglang gpu:2xh100 tp:2 kv:fp8 adapters:4 targets:qv", "python -m sglang.launch_server --model-path meta-llama/Llama-3.1-8B --context-length 4096 --tp-size 2 --kv-cache-dtype fp8_e5m2 --enable-lora --max-loras-per-batch 4 --max-lora-rank 16 --lora-target-modules q_proj v_proj" },
        { "/vram llama-3.1-8b engine:tensorrt-llm precision:fp8 gpu:l40s", "trtllm-serve ORG/Llama-3.1-8B-FP8 --max_seq_len 4096" },
        { "/vram llama-3.1-8b engine:lmdeploy precision:awq kv:int8 gpu:4070", "lmdeploy serve api_server ORG/Llama-3.1-8B-AWQ --session-len 4096 --model-format awq --quant-policy 8" },
        { "/vram llama-3.1-8b precision:mlx-4bit-g64 gpu:m3-max-64gb", "mlx_lm.server --model ORG/Llama-3.1-8B-MLX-4bit" },
        { "/vram llama-3.1-8b precision:exl2:4.65 kv:q4 gpu:3060-12gb", "python main.py --model-name Llama-3.1-8B-exl2-4.65 --max-seq-len 4096 --cache-size 4096 --cache-mode Q4" },
        { "/vram llama-3.1-8b precision:nf4 gpu:4070", "model = AutoModelForCausalLM.from_pretrained('meta-llama/Llama-3.1-8B', dtype=torch.bfloat16, quantization_config=BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_quant_type='nf4'), device_map='auto')" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_request_has_its_line(string asked, string line) => Assert.Equal(line, string.Join('\n', Launches.Of(asked)!.Lines));

    // No line is better than one that does something else.
    [Theory]
    [InlineData("/vram 7b gpu:4090")]
    [InlineData("/vram llama-3.1-8b task:lora gpu:4090")]
    [InlineData("/vram llama-3.1-8b precision:Q4_K_M gpu:4090 kv:fp8")]
    [InlineData("/vram llama-3.1-8b precision:Q4_K_M gpu:4090 flags:\"-fa off -ctv q8_0\"")]
    [InlineData("/vram llama-3.1-8b gpu:4090 kv:q8_0")]
    [InlineData("/vram llama-3.1-8b gpu:4090 adapters:1 rank:24")]
    [InlineData("/vram llama-2-7b gpu:h100 ctx:32k")]
    [InlineData("/vram qwen3-8b gpu:h100 engine:vllm@0.11 draft:qwen3-0.6b")]
    [InlineData("/vram llama-3.1-8b engine:tensorrt-llm kv:fp8 gpu:h100")]
    [InlineData("/vram llama-3.1-8b engine:ollama@0.12 kv:q8_0 gpu:4090")]
    [InlineData("/vram llama-3.1-8b precision:Q4_K_M engine:koboldcpp users:2 gpu:4090")]
    [InlineData("/vram llama-3.1-405b gpu:4090")]
    public void Where_no_line_does_it_there_is_none(string asked) => Assert.Null(Launches.Of(asked));

    [Fact]
    public void Layers_that_Ollama_keeps_on_the_GPU_are_said_where_it_takes_them()
    {
        var launch = Launches.Of("/vram llama-3.3-70b engine:ollama gpu:4090 flags:\"num_gpu 40\"")!;
        Assert.Equal("OLLAMA_CONTEXT_LENGTH=4096 num_gpu 40", launch.Switches);
        Assert.EndsWith("Then type /set parameter num_gpu 40.", launch.Note, StringComparison.Ordinal);
    }

    // vLLM's own share of the card leaves too little for one request, or for all of them at once; a larger one serves them.
    [Theory]
    [InlineData("ctx:44k", "--max-model-len 45056 --gpu-memory-utilization 0.94")]
    [InlineData("users:11", "--max-model-len 4096 --gpu-memory-utilization 0.94")]
    [InlineData("users:10", "--max-model-len 4096")]
    [InlineData("users:11 flags:\"--gpu-memory-utilization 0.75\"", "--max-model-len 4096 --gpu-memory-utilization 0.75")]
    public void A_share_that_is_too_small_is_raised_unless_it_was_said(string options, string switches) =>
        Assert.Equal(switches, Launches.Of($"/vram llama-3.1-8b precision:bf16 gpu:4090 {options}")!.Switches);

    // What stands for a checkpoint of the person's is named as such checkpoints are: the bot reads the format back from it.
    [Theory]
    [InlineData("awq")]
    [InlineData("gptq")]
    [InlineData("int8-w8a8")]
    [InlineData("w4a16-g128")]
    [InlineData("nvfp4")]
    [InlineData("fp8-block128")]
    public void A_name_that_stands_for_a_checkpoint_says_its_format(string format)
    {
        var answer = Launches.Answer($"/vram llama-3.1-8b precision:{format} engine:vllm@0.19 gpu:h100");
        var launch = Launches.Of(answer)!;
        var name = launch.Lines[0].Split(' ')[2];
        Assert.Equal($"{name} stands for a repository or folder with such a checkpoint.", launch.Note);
        var typed = Launches.Answer($"/vram {name} engine:vllm@0.19 gpu:h100");
        Assert.Equal(answer.Estimate.Request.Weights.Id, typed.Estimate.Request.Weights.Id);
        Assert.Equal((name, string.Empty), (Launches.Of(typed)!.Lines[0].Split(' ')[2], Launches.Of(typed)!.Note));
    }

    // Names come from catalogs that anyone may edit, and from what people type.
    [Theory]
    [InlineData("org/it's; rm -rf ~")]
    [InlineData("org/$(reboot) `id` \"x\" && y | z > w")]
    [InlineData("org/two\nlines\u001b[31m")]
    [InlineData("org/-rf \\")]
    public void Nothing_in_a_name_ends_the_line(string id)
    {
        foreach (var asked in new[] { "/vram llama-3.1-8b precision:Q4_K_M draft:llama-3.2-1b gpu:4090", "/vram llama-3.1-8b gpu:4090", "/vram llama-3.1-8b engine:sglang draft:llama-3.2-1b gpu:4090", "/vram llama-3.1-8b engine:ollama gpu:4090", "/vram llama-3.1-8b draft:llama-3.2-1b gpu:h100" })
        {
            var plain = Launches.Answer(asked).Estimate;
            var model = plain.Request.Model with { Id = id };
            var draft = plain.Request.Draft is { } small ? small with { Model = small.Model with { Id = id } } : null;
            var lines = LaunchLine.Of(plain with { Request = plain.Request with { Model = model, Draft = draft } })!.Lines;
            var usual = LaunchLine.Of(plain)!.Lines;
            Assert.DoesNotContain(lines, line => line.Any(char.IsControl));
            Assert.Equal(usual.Select(line => Launches.Words(line).Count), lines.Select(line => Launches.Words(line).Count));
        }
    }

    [Theory]
    [InlineData("meta-llama/Llama-3.1-8B'; reboot")]
    [InlineData("x y/Llama-3.1-8B")]
    [InlineData("a/b/Llama-3.1-8B")]
    [InlineData("-o/Llama-3.1-8B")]
    public void A_name_that_is_no_repository_is_not_said_back(string typed)
    {
        var plain = Launches.Answer("/vram llama-3.1-8b gpu:4090").Estimate;
        Assert.Equal("vllm serve meta-llama/Llama-3.1-8B --max-model-len 4096", LaunchLine.Of(plain, new ModelMatch(plain.Request.Model, typed, false, null))!.Lines[0]);
    }

    // A repackaging for another engine is not what this one loads.
    [Theory]
    [InlineData("unsloth/Llama-3.1-8B-GGUF")]
    [InlineData("someone/Llama-3.1-8B-4.0bpw-exl2")]
    public void A_repository_for_another_engine_is_not_loaded(string typed)
    {
        var answer = Launches.Answer($"/vram {typed} precision:bf16 engine:vllm gpu:4090");
        Assert.StartsWith("vllm serve meta-llama/Llama-3.1-8B ", Launches.Of(answer)!.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_and_values_in_different_types_need_a_build_of_their_own() =>
        Assert.EndsWith("need a build with GGML_CUDA_FA_ALL_QUANTS to stay on the GPU.", Launches.Of("/vram llama-3.1-8b precision:Q4_K_M gpu:4090 kv:q8_0/q4_0")!.Note, StringComparison.Ordinal);

    [Fact]
    public void The_line_stands_behind_the_sizes_when_cards_are_named()
    {
        var reply = Grammar.Lines.Desk.Ask("/vram llama-3.3-70b gpu:2x3090").Reply;
        var code = Assert.Single(reply.Sections.OfType<ReplySection.Code>());
        Assert.Equal(("To start it", "llama-server -m Llama-3.3-70B-Instruct-Q4_K_M.gguf -c 4096 -np 1 -ngl 99 -ts 1,1"), (code.Heading, Assert.Single(code.Text)));
        Assert.DoesNotContain(Grammar.Lines.Desk.Ask("/vram llama-3.3-70b").Reply.Sections, section => section is ReplySection.Code);
        Assert.DoesNotContain(Grammar.Lines.Desk.Ask("/vram llama-3.3-70b precision:bf16 gpu:2x3090").Reply.Sections, section => section is ReplySection.Code);
    }

    [Fact]
    public void Json_has_the_line_where_there_is_one()
    {
        Assert.Contains("\"launch\": \"vllm serve meta-llama/Llama-3.1-8B --max-model-len 4096\"", EstimateJson.Of(Launches.Answer("/vram llama-3.1-8b gpu:4090")), StringComparison.Ordinal);
        Assert.DoesNotContain("\"launch\"", EstimateJson.Of(Launches.Answer("/vram llama-3.1-8b")), StringComparison.Ordinal);
        Assert.DoesNotContain("\"launch\"", EstimateJson.Of(Launches.Answer("/vram llama-3.3-70b gpu:4090")), StringComparison.Ordinal);
    }

    [Fact]
    public void Copies_that_share_experts_have_no_line_yet()
    {
        var plain = Launches.Answer("/vram qwen3-30b-a3b gpu:8xh100").Estimate;
        Assert.Null(LaunchLine.Of(plain with { Request = plain.Request with { Parallelism = new Parallelism(1, 1) { Copies = 8 } } }));
    }
}
