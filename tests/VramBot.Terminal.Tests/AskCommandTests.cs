using System.CommandLine;
using System.Text.Json;
using VramBot.Commands;
using VramBot.Testing;

namespace VramBot.Terminal.Tests;

/// <summary>What the terminal prints, held against approved texts.</summary>
public sealed class AskCommandTests
{
    [Theory]
    [InlineData("mixtral-int4", "/vram model:mixtral-8x7b precision:int4 ctx:4096")]
    [InlineData("llama-70b-on-two-3090", "/vram llama-3.3-70b gpu:2x3090")]
    [InlineData("qwen3-8b-q4-on-4070", "/vram model:qwen3-8b precision:Q4_K_M ctx:32k kv:q8_0 gpu:4070")]
    [InlineData("deepseek-r1-on-eight-h200", "/vram deepseek-r1 gpu:8xh200 users:32 ctx:16k")]
    [InlineData("size-only", "/vram 7b precision:nf4")]
    [InlineData("beyond-the-context", "/vram llama-2-7b ctx:32k")]
    [InlineData("incomplete-model", "/vram zamba2-7b")]
    [InlineData("experts-in-host-memory", "/vram qwen3-30b-a3b precision:Q4_K_M offload:experts:20 gpu:3060-12gb")]
    [InlineData("offload-found", "/vram qwen3-30b-a3b precision:Q4_K_M gpu:8GB offload:auto")]
    [InlineData("switches-of-vllm", "/vram llama-3.1-8b gpu:4090 flags:\"--gpu-memory-utilization 0.8 --max-num-seqs 64 --enforce-eager --port 8000\"")]
    [InlineData("switches-not-understood", "/vram llama-3.1-8b ctx:4k flags:\"--max-num-seq 64 --max-model-len 8192 --gpu-memory-utilization 1.8 -ngl 20\"")]
    [InlineData("switches-of-llama-cpp", "/vram qwen3-30b-a3b precision:Q4_K_M gpu:3060-12gb -ngl 99 -ot exps=CPU -c 32768 -np 2 -ctk q8_0 -ctv q8_0 -t 8")]
    [InlineData("help-flags", "/vram-help flags")]
    [InlineData("training-qlora-on-3060", "/vram llama-3.1-8b task:qlora gpu:3060-12gb")]
    [InlineData("training-lora-on-4090", "/vram llama-3.1-8b task:lora gpu:4090 batch:8")]
    [InlineData("training-lora-anywhere", "/vram qwen3-8b task:lora")]
    [InlineData("card-by-its-memory", "/vram qwen3-30b-a3b gpu:24GB")]
    [InlineData("training-full-on-24gb", "/vram llama-3.1-8b task:full gpu:4090")]
    [InlineData("training-full-on-eight-h100", "/vram llama-3.1-8b task:full zero:3 gpu:8xh100")]
    [InlineData("training-pretrain-torchtitan", "/vram llama-3.1-8b task:pretrain engine:torchtitan gpu:8xh100 seq:8k")]
    [InlineData("training-unsloth-on-t4", "/vram llama-3.1-8b task:qlora engine:unsloth gpu:t4")]
    [InlineData("fit-3060", "/vram-fit gpu:3060-12gb")]
    [InlineData("fit-4090", "/vram-fit 4090")]
    [InlineData("fit-two-3090", "/vram-fit 2x3090 ctx:32k")]
    [InlineData("fit-eight-h100", "/vram-fit gpu:8xh100 users:16 ctx:32k")]
    [InlineData("fit-mac-vision", "/vram-fit m3-max-64gb search:vision")]
    [InlineData("fit-qlora", "/vram-fit gpu:4090 task:qlora")]
    [InlineData("fit-one-model", "/vram-fit gpu:3060-12gb model:qwen3-14b")]
    [InlineData("fit-nothing", "/vram-fit gpu:1GB users:64 ctx:32k")]
    [InlineData("fit-not-understood", "/vram-fit engine:vlmm ctx:4kk serch:code")]
    [InlineData("compare-formats", "/vram-compare llama-3.1-8b precisions:Q8_0,Q5_K_M,Q4_K_M gpu:3060-12gb ctx:8k")]
    [InlineData("compare-models", "/vram-compare qwen3-14b vs gemma-3-12b vs phi-4 gpu:4070")]
    [InlineData("compare-engines", "/vram-compare qwen3-8b engines:vllm,sglang,llama.cpp users:8 ctx:8k")]
    [InlineData("compare-cards", "/vram-compare llama-3.3-70b precisions:Q4_K_M gpu:2x3090,l40s,h100")]
    [InlineData("compare-tasks", "/vram-compare llama-3.1-8b task:lora,qlora,full gpu:4090")]
    [InlineData("compare-not-understood", "/vram-compare mixtal-8x7b,qwen3-8b precisions:q44,Q4_K_M,Q8_0,Q6_K ctx:4kk")]
    [InlineData("guide", "/vram-guide")]
    [InlineData("guide-quick", "/vram-guide quick")]
    [InlineData("guide-kv", "/vram-guide kv")]
    [InlineData("guide-gguf-on-3060", "/vram-guide gguf model:qwen3-14b gpu:3060-12gb")]
    [InlineData("guide-multi-gpu", "/vram-guide multi-gpu")]
    [InlineData("guide-steps", "/vram-guide steps")]
    [InlineData("guide-signals", "/vram-guide signals")]
    [InlineData("guide-not-understood", "/vram-guide kvv model:lama-3.1-8b gpu:all")]
    [InlineData("repackaged-model", "/vram RedHatAI/Llama-3.3-70B-Instruct-fp8-dynamic gpu:2xh100")]
    [InlineData("plan-forty-users", "/vram-plan llama-3.1-70b users:40 prompt:7k output:1k gpu:h100")]
    [InlineData("plan-three-classes", "/vram-plan model:llama-3.3-70b precision:fp8 gpu:2xh100 users:60 classes:\"chat 1k+500 80%, rag 8k+500 15%, long 60k+2k 5%\"")]
    [InlineData("plan-forty-users-on-any-card", "/vram-plan llama-3.1-70b users:40 ctx:8k")]
    [InlineData("plan-slots-and-two-pools", "/vram-plan llama-3.1-8b precision:Q4_K_M gpu:4090 classes:\"chat 1k+500 x57, long 20k+1k x3\" burst:1")]
    [InlineData("plan-too-small", "/vram-plan llama-3.1-70b gpu:3060-12gb users:4 prompt:2k output:500")]
    [InlineData("plan-not-understood", "/vram-plan lama-3.1-8b users:many classes:\"chat 1k 80%, b 2k+1k 30%\" burst:20 headroom:90% gpu:h1000 tenp:2")]
    [InlineData("rule-of-the-guide", "/vram llama-2-7b precision:fp16 ctx:2k method:guide")]
    [InlineData("rule-of-the-guide-for-training", "/vram llama-2-7b task:full batch:4 method:guide gpu:h100")]
    [InlineData("rule-of-the-guide-for-lora", "/vram llama-2-7b task:lora rank:8 method:guide")]
    [InlineData("rule-of-the-glossary", "/vram llama-3.3-70b ctx:8k users:4 method:glossary")]
    [InlineData("rule-of-memory-math", "/vram gemma-3-27b ctx:128k method:memory-math")]
    [InlineData("rule-not-understood", "/vram llama-3.1-8b task:lora method:glossary")]
    [InlineData("users-max", "/vram llama-3.1-8b ctx:4k users:max")]
    [InlineData("users-max-on-a-4090", "/vram llama-3.1-8b ctx:4k users:max gpu:4090")]
    [InlineData("batch-max", "/vram llama-3.1-8b task:lora batch:max")]
    [InlineData("plan-by-numbers", "/vram-plan params:70b layers:80 kv-heads:8 head-dim:128 users:40 prompt:7k output:1k gpu:8x80GB tp:4")]
    [InlineData("not-understood", "/vram mixtal-8x7b ctx:4kk prezision:int4")]
    [InlineData("not-there-yet", "/vram llama-3.1-8b task:dpo gpu:3060")]
    [InlineData("empty", "")]
    [InlineData("help", "/vram-help")]
    [InlineData("budget-for-70b", "/vram llama-3.3-70b budget:3000")]
    [InlineData("budget-for-lora", "/vram llama-2-7b task:lora budget:2000")]
    [InlineData("gpus-by-budget", "/vram-gpus budget:all")]
    [InlineData("gpus-for-a-sum", "/vram-gpus budget:1000")]
    [InlineData("help-precision", "/vram-help precision")]
    [InlineData("help-option-of-another-command", "/vram-help burst")]
    [InlineData("help-option-of-several-commands", "/vram-help budget")]
    [InlineData("every-card", "/vram mixtral-8x7b precision:int4 gpu:all")]
    [InlineData("every-card-to-train-on", "/vram llama-3.1-8b task:full gpu:all")]
    [InlineData("every-card-is-no-card", "/vram-fit gpu:all")]
    [InlineData("gpus", "/vram-gpus rtx 40")]
    [InlineData("models", "/vram-models mixtral")]
    [InlineData("formats", "/vram-formats awq")]
    [InlineData("image-sdxl", "/vram model:sdxl")]
    [InlineData("image-sdxl-two-on-3060", "/vram sdxl res:1024 batch:2 precision:fp16 gpu:3060-12gb")]
    [InlineData("image-flux-fp8-on-4090", "/vram flux.1-dev precision:fp8 gpu:4090")]
    [InlineData("image-sd35-nf4", "/vram sd-3.5-large precision:nf4")]
    [InlineData("image-sd15-every-card", "/vram sd1.5 gpu:all")]
    [InlineData("image-sequential", "/vram flux.1-dev offload:sequential vae:tiled gpu:1660-ti")]
    [InlineData("image-portuguese", "/vram sdxl gpu:3060-12gb lang:pt")]
    [InlineData("image-not-understood", "/vram sdxl res:1024x ctx:4k kv:q8_0 precision:awq offload:12")]
    [InlineData("models-images", "/vram-models stable diffusion")]
    public void An_answer_reads_as_approved(string name, string line)
    {
        var (_, output, errors) = Ask(line);
        Assert.Equal(string.Empty, Approval.Difference(name, output + errors));
    }

    [Theory]
    [InlineData("mixtral-on-two-3090", "/vram mixtral-8x7b precision:int4 gpu:2x3090")]
    [InlineData("seventy-b-on-a-4090", "/vram llama-3.3-70b gpu:4090")]
    [InlineData("qlora-8b-on-12gb", "/vram qwen3-8b task:qlora gpu:12GB")]
    [InlineData("deepseek-v3-on-eight-h100", "/vram deepseek-v3 gpu:8xh100")]
    [InlineData("deepseek-v3-on-eight-h200", "/vram deepseek-v3 gpu:8xh200")]
    [InlineData("gpt-oss-120b-on-one-h100", "/vram gpt-oss-120b gpu:h100")]
    [InlineData("gemma-3-27b-at-128k", "/vram gemma-3-27b ctx:128k gpu:5090")]
    [InlineData("qwen3-30b-a3b-on-8gb", "/vram qwen3-30b-a3b gpu:3060-8gb")]
    [InlineData("forty-users-of-70b", "/vram llama-3.1-70b users:40 ctx:8k gpu:8xa100-80gb")]
    [InlineData("seventy-b-on-4090-and-3090", "/vram llama-3.3-70b gpu:4090+3090")]
    [InlineData("thirty-two-b-on-4090-and-3060", "/vram qwen3-32b precision:Q6_K ctx:16k gpu:4090+3060-12gb")]
    [InlineData("qwen3-32b-on-a-mac", "/vram qwen3-32b gpu:m3-max-64gb")]
    [InlineData("long-context-on-12gb", "/vram llama-3.1-8b precision:Q4_K_M ctx:128k gpu:3060-12gb")]
    [InlineData("desktop-beside", "/vram qwen3-14b precision:Q4_K_M gpu:4070 reserved:1.5GB")]
    [InlineData("gpt-oss-20b-on-16gb", "/vram gpt-oss-20b gpu:16GB ctx:32k")]
    [InlineData("glm-air-with-ram", "/vram glm-4.5-air precision:Q4_K_M gpu:4090 offload:auto")]
    [InlineData("kv-heads-that-do-not-divide", "/vram phi-4 tp:4 gpu:4x3090")]
    [InlineData("full-tune-of-7b-on-a-node", "/vram qwen2.5-7b task:full gpu:8xa100-80gb")]
    [InlineData("thirty-two-b-for-eight-users", "/vram qwen3-32b precision:awq users:8 ctx:16k gpu:a100-40gb")]
    [InlineData("llama-8b-on-an-l4", "/vram llama-3.1-8b gpu:l4 users:16 ctx:8k")]
    public void A_real_question_reads_as_approved(string name, string line)
    {
        var (_, output, errors) = Ask(line);
        Assert.Equal(string.Empty, Approval.Difference(name, output + errors));
    }

    [Theory]
    [InlineData("/vram llama-3.1-8b", 0)]
    [InlineData("/vram-help", 0)]
    [InlineData("", 2)]
    [InlineData("/vram nothing-like-this", 2)]
    [InlineData("/vram llama-3.1-8b ctx:-1", 2)]
    public void The_exit_code_tells_an_answer_from_a_problem(string line, int code)
    {
        var (exit, output, errors) = Ask(line);
        Assert.Equal(code, exit);
        Assert.Equal(code == 0, output.Length > 0);
        Assert.Equal(code == 2, errors.Length > 0);
    }

    [Fact]
    public void Nothing_but_text_is_printed_to_a_pipe() => Assert.DoesNotContain('\u001b', Ask("/vram mixtral-8x7b").Output);

    [Fact]
    public void The_json_has_the_documented_keys_and_parts_that_sum_to_the_total()
    {
        using var json = JsonDocument.Parse(Ask("/vram mixtral-8x7b precision:int4", "--json").Output);
        var root = json.RootElement;
        foreach (var key in new[] { "request", "total_gib", "low_gib", "high_gib", "per_gpu", "gpus", "parts", "fits", "advice", "assumptions", "notes" })
            Assert.True(root.TryGetProperty(key, out _), key);
        var sum = root.GetProperty("parts").EnumerateArray().Sum(part => part.GetProperty("gib").GetDouble());
        Assert.Equal(root.GetProperty("total_gib").GetDouble(), sum, 4);
        Assert.All(root.GetProperty("advice").EnumerateArray(), advice => Assert.Equal(0, Ask(advice.GetProperty("command").GetString()!).Exit));
    }

    [Theory]
    [InlineData("/vram-plan llama-3.1-70b users:40 ctx:8k")]
    [InlineData("/vram-plan llama-3.1-8b precision:Q4_K_M gpu:4090 users:6 classes:\"chat 1k+500, long 20k+1k 5%\"")]
    [InlineData("/vram-plan llama-3.1-70b gpu:3060-12gb users:4")]
    public void The_json_of_a_plan_has_the_documented_keys(string line)
    {
        using var json = JsonDocument.Parse(Ask(line, "--json").Output);
        var root = json.RootElement;
        Assert.True(root.GetProperty("request").GetProperty("peak_sequences").GetInt32() > 0);
        if (!root.GetProperty("serves").GetBoolean())
        {
            Assert.NotEmpty(root.GetProperty("shortfall").GetString()!);
            return;
        }

        foreach (var key in new[] { "weights_gib", "pool", "smallest", "long_requests", "loading", "other_cards", "fewer_gpus", "assumptions", "notes", "basis" })
            Assert.True(root.TryGetProperty(key, out _), key);
        var pool = root.GetProperty("pool");
        Assert.Equal(pool.GetProperty("replicas").GetInt32() * pool.GetProperty("gpus_per_replica").GetInt32(), pool.GetProperty("gpus").GetInt32());
        var sum = pool.GetProperty("weights_gib").GetDouble() + pool.GetProperty("reserve_gib").GetDouble() + pool.GetProperty("cache_gib").GetDouble();
        Assert.Equal(pool.GetProperty("usable_gib").GetDouble(), sum, 4);
    }

    private static (int Exit, string Output, string Errors) Ask(params string[] words)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var command = AskCommand.Create(() => Lines.Of(ShippedCatalogs.Catalog), TerminalConsole.Over(output, isTerminal: false), TerminalConsole.Over(errors, isTerminal: false));
        return (new RootCommand { command }.Parse(["ask", .. words]).Invoke(), output.ToString(), errors.ToString());
    }
}
