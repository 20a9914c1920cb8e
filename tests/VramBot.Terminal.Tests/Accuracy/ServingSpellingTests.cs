using System.Text.Json;
using VramBot.Core;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Terminal.Accuracy;
using VramBot.Testing;

namespace VramBot.Terminal.Tests.Accuracy;

/// <summary>Serving engines' cases in the words of logs, switches and repositories.</summary>
public sealed class ServingSpellingTests
{
    private static readonly CaseRequest Cases = new(ShippedCatalogs.Catalog);

    [Theory]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", "bfloat16", "bf16")]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", "torch.float16", "fp16")]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", "auto", "bf16")]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", "fp8_e4m3", "fp8")]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", "fp8 (on the fly)", "fp8")]
    [InlineData("RedHatAI/Meta-Llama-3.1-8B-Instruct-FP8-dynamic", "", "fp8")]
    [InlineData("RedHatAI/Meta-Llama-3.1-8B-Instruct-quantized.w4a16", "gptq-int4", "gptq-int4-g128")]
    [InlineData("neuralmagic/Meta-Llama-3.1-8B-Instruct-quantized.w8a8", "int8", "int8-w8a8")]
    [InlineData("neuralmagic/Meta-Llama-3.1-70B-Instruct-quantized.w8a16", "int8", "gptq-int8-g128")]
    [InlineData("Qwen/Qwen2-7B-Instruct-GPTQ-Int8", "int8", "gptq-int8-g128")]
    [InlineData("TheBloke/Llama-2-13B-chat-GPTQ", "int4", "gptq-int4-g128")]
    [InlineData("TheBloke/Mistral-7B-Instruct-v0.2-AWQ", "awq_marlin", "awq-int4-g128")]
    [InlineData("casperhansen/llama-3.3-70b-instruct-awq", "int4", "awq-int4-g128")]
    [InlineData("hugging-quants/Meta-Llama-3.1-70B-Instruct-AWQ-INT4", "awq-int4", "awq-int4-g128")]
    [InlineData("cyankiwi/GLM-4.5-Air-AWQ-4bit", "awq", "awq-int4-g128")]
    [InlineData("unsloth/Qwen2.5-7B-Instruct-bnb-4bit", "nf4", "nf4-dq")]
    [InlineData("unsloth/Phi-4-unsloth-bnb-4bit", "bitsandbytes", "nf4-dq")]
    [InlineData("unsloth/Phi-4-unsloth-bnb-4bit", "bnb-nf4", "nf4-dq")]
    [InlineData("nvidia/Llama-3.3-70B-Instruct-FP4", "fp4", "nvfp4")]
    [InlineData("nvidia/Qwen3-32B-NVFP4", "nvfp4", "nvfp4")]
    [InlineData("nvidia/DeepSeek-R1-0528-NVFP4-v2", "modelopt_fp4", "nvfp4")]
    [InlineData("deepseek-ai/DeepSeek-R1", "fp8", "fp8-block128")]
    [InlineData("deepseek-ai/DeepSeek-V3-0324", "auto", "fp8-block128")]
    [InlineData("openai/gpt-oss-120b", "mxfp4+bf16", "mxfp4")]
    [InlineData("openai/gpt-oss-20b", "", "mxfp4")]
    [InlineData("amd/Llama-3.3-70B-Instruct-MXFP4-Preview", "mxfp4", "mxfp4")]
    [InlineData("Intel/Qwen3-30B-A3B-Instruct-2507-int4-AutoRound", "int4", "w4a16-g128")]
    public void Weights_are_understood(string model, string weights, string format) => Assert.Equal(format, Request(new { model, weights }).Weights.Id);

    [Theory]
    [InlineData("bf16", "bf16")]
    [InlineData("bfloat16", "bf16")]
    [InlineData("auto", "fp16")]
    [InlineData(null, "fp16")]
    [InlineData("fp8_e4m3", "fp8")]
    [InlineData("fp8_e5m2", "fp8")]
    [InlineData("fp8_ds_mla", "fp8")]
    [InlineData("fp8 (calibrated)", "fp8")]
    [InlineData("int8", "int8")]
    [InlineData("half", "fp16")]
    public void Caches_are_understood(string? kv, string format) => Assert.Equal(format, Request(new { kv }).Keys.Id);

    [Theory]
    [InlineData("vllm", "0.8.5.post1", "0.8.5")]
    [InlineData("vllm", "v0.11.0rc2", "0.11")]
    [InlineData("vllm", "0.6.3 (V1)", "0.8")]
    [InlineData("vllm", "V1 0.9", "0.9")]
    [InlineData("vllm", "0.8.5.post1 (V0)", "0.7.9")]
    [InlineData("vllm", "0.x (V0)", "0.7.9")]
    [InlineData("vllm", "V0 engine 0.8.4", "0.7.9")]
    [InlineData("vllm", "vllm/vllm-openai:v0.10.1.1", "0.10.1")]
    [InlineData("vllm", "0.9.2rc2.dev5+g1234abc.cu128", "0.9.2")]
    [InlineData("vLLM", "0.7.3+cu124", "0.7.3")]
    [InlineData("vllm==0.9.1", "0.9.1", "0.9.1")]
    [InlineData("vllm", "nvcr.io/nvidia/vllm:25.09-py3", "0.24")]
    [InlineData("vllm", "inside NVIDIA NIM 1.12.2 / 2.0.12", "0.24")]
    [InlineData("vllm", "2026", "0.24")]
    [InlineData("vllm", null, "0.24")]
    [InlineData("sglang", "lmsysorg/sglang:v0.4.3-cu124", "0.4.3")]
    [InlineData("sglang", "0.5.3rc0", "0.5.3")]
    [InlineData("TensorRT-LLM", "0.19.0", null)]
    [InlineData("trt-llm", "1.0.0rc6", null)]
    public void Releases_are_understood(string runtime, string? version, string? release) =>
        Assert.Equal(release, Request(new { runtime, runtime_version = version }).Engine.Version?.ToString());

    [Theory]
    [InlineData("""{"tp":4,"gpus":4}""", 4, 1, 1, 1)]
    [InlineData("""{"gpus":4}""", 4, 1, 1, 1)]
    [InlineData("""{"gpus":4,"pp":2}""", 2, 2, 1, 1)]
    [InlineData("""{"gpus":"8","tp":"2","pp":4.0}""", 2, 4, 1, 1)]
    [InlineData("""{"gpus":8,"dp":4}""", 2, 1, 4, 1)]
    [InlineData("""{"gpus":8,"tp":4,"dp":2,"ep":8}""", 4, 1, 2, 1)]
    [InlineData("""{"runtime":"sglang","gpus":4,"tp":4,"dp":2}""", 4, 1, 1, 2)]
    [InlineData("""{"runtime":"sglang","gpus":8,"tp":8,"dp":8,"flags":{"enable_dp_attention":true}}""", 8, 1, 1, 8)]
    [InlineData("""{"runtime":"sglang","gpus":8,"tp":4,"dp":2}""", 4, 1, 1, 1)]
    public void Layouts_are_understood(string json, int tensor, int pipeline, int copies, int groups)
    {
        var spread = Request(JsonSerializer.Deserialize<JsonElement>(json)).Parallelism;
        Assert.Equal((tensor, pipeline, copies, groups), (spread.Tensor, spread.Pipeline, spread.Copies, spread.AttentionGroups));
    }

    [Fact]
    public void Switches_may_be_written_as_text_and_empty_keys_as_null()
    {
        var request = Request(JsonSerializer.Deserialize<JsonElement>(
            """{"ctx":8192.0,"batch":null,"tp":null,"kv":null,"date":2025,"runtime_version":0.9,"flags":{"gpu_memory_utilization":"0.85","enforce_eager":"True","max_num_seqs":64.0}}"""));
        Assert.Equal((8192, 0.85, true, 64, "0.9"), (request.Context.Count, request.Settings.GpuMemoryUtilization, request.Settings.EnforceEager, request.Settings.MaxSequences, request.Engine.Version?.ToString()));
        Assert.Null(Request(JsonSerializer.Deserialize<JsonElement>("""{"flags":null,"measured":null}""")).Settings.MaxSequences);
    }

    // vLLM's second core takes all that the model was made for and stops when its cache is smaller.
    [Theory]
    [InlineData("vllm", "0.11.0", 131072)]
    [InlineData("vllm", "0.6.3", 4096)]
    [InlineData("sglang", "0.5.3", 4096)]
    public void A_context_that_is_not_told_is_the_engines_own(string runtime, string runtime_version, long context) =>
        Assert.Equal(context, Request(new { runtime, runtime_version }).Context.Count);

    [Theory]
    [InlineData("-FP8-dynamic")]
    [InlineData("-AWQ")]
    [InlineData("-GPTQ-Int4")]
    [InlineData("-bnb-4bit")]
    [InlineData("-unsloth-bnb-4bit")]
    [InlineData("-NVFP4")]
    [InlineData("-quantized.w4a16")]
    [InlineData("-awq-int4")]
    public void Every_model_is_found_under_a_repackagers_name(string ending) =>
        Assert.All(ShippedCatalogs.Catalog.Models.All.Where(model => !model.IsSizeOnly), model =>
            Assert.Equal(model.Id, Request(new { model = $"someone/{model.Name}{ending}", weights = "" }).Model.Id));

    private static EstimateRequest Request<T>(T told)
    {
        var line = new Dictionary<string, object?> { ["id"] = "case", ["runtime"] = "vllm", ["model"] = "meta-llama/Llama-3.1-8B-Instruct", ["weights"] = "bf16", ["gpu"] = "NVIDIA H100 80GB HBM3" };
        foreach (var (key, value) in JsonSerializer.SerializeToElement(told).EnumerateObject().Select(property => (property.Name, property.Value)))
            line[key] = value;
        var measured = JsonSerializer.Deserialize(JsonSerializer.Serialize(line), AccuracyJson.Default.MeasuredCase)!;
        return Assert.IsType<Result<EstimateRequest>.Ok>(Cases.Of(measured)).Value;
    }
}
