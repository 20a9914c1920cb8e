using System.Text.Json;
using VramBot.Core;
using VramBot.Core.Estimation;
using VramBot.Terminal.Accuracy;
using VramBot.Testing;

namespace VramBot.Terminal.Tests.Accuracy;

/// <summary>Sources write the same thing in many ways; the cases keep their words.</summary>
public sealed class CaseSpellingTests
{
    private static readonly CaseRequest Requests = new(ShippedCatalogs.Catalog);

    [Theory]
    [InlineData("\"29/65\"", 29)]
    [InlineData("\"0/41\"", 0)]
    [InlineData("99", 99)]
    [InlineData("\"99\"", 99)]
    [InlineData("-1", null)]
    [InlineData("\"-1\"", null)]
    [InlineData("\"all\"", null)]
    [InlineData("\"auto\"", null)]
    [InlineData("null", null)]
    public void Layers_on_the_gpu_are_a_part_a_number_or_all(string written, int? layers) =>
        Assert.Equal(layers, Of($$$"""{"flags": {"n_gpu_layers": {{{written}}}}}""").Settings.GpuLayers);

    [Theory]
    [InlineData("""{"--ngl": 20}""", 20)]
    [InlineData("""{"n-gpu-layers": 20}""", 20)]
    [InlineData("""{"num_gpu": 20}""", 20)]
    [InlineData("""{"gpulayers": "20"}""", 20)]
    public void Switches_are_known_by_every_programs_name(string flags, int layers) =>
        Assert.Equal(layers, Of($$$"""{"flags": {{{flags}}}}""").Settings.GpuLayers);

    [Theory]
    [InlineData("true", true)]
    [InlineData("\"on\"", true)]
    [InlineData("1", true)]
    [InlineData("\"off\"", false)]
    [InlineData("0", false)]
    [InlineData("\"auto\"", null)]
    public void A_switch_is_on_off_or_left_to_the_engine(string written, bool? set) =>
        Assert.Equal(set, Of($$$"""{"flags": {"flash_attn": {{{written}}}}}""").Settings.FlashAttention);

    [Theory]
    [InlineData("""{"n_cpu_moe": 22}""", 22)]
    [InlineData("""{"moe_cpu_offload": "22 layers overflowing"}""", 22)]
    [InlineData("""{"cpu_moe": true}""", int.MaxValue)]
    [InlineData("""{"override_tensor": "exps=CPU"}""", int.MaxValue)]
    [InlineData("""{"ot": "\\.ffn_.*_exps\\.=CPU"}""", int.MaxValue)]
    [InlineData("""{"ot": "blk\\.(2[0-9])\\.ffn_.*_exps\\.=CPU"}""", 10)]
    [InlineData("""{"ot": ["blk\\.([0-5])\\.ffn_.*_exps.=CPU", "output=CUDA0"]}""", 6)]
    [InlineData("""{"ot": "token_embd=CUDA0"}""", 0)]
    public void Experts_on_the_host_are_counted_by_layer(string flags, int layers) =>
        Assert.Equal(layers, Of($$$"""{"model": "Qwen/Qwen3-30B-A3B", "flags": {{{flags}}}}""").Settings.HostExpertLayers);

    [Theory]
    [InlineData("\"3,1\"")]
    [InlineData("\"3/1\"")]
    [InlineData("[3, 1]")]
    public void Shares_of_gpus_are_read_from_words_and_lists(string written) =>
        Assert.Equal([3.0, 1.0], Of($$$"""{"gpus": 2, "flags": {"tensor_split": {{{written}}}}}""").Settings.TensorSplit);

    [Theory]
    [InlineData("\"none\"", 1)]
    [InlineData("\"layer\"", 2)]
    [InlineData("\"row\"", 2)]
    public void A_model_that_is_not_split_is_on_one_gpu(string mode, int gpus) =>
        Assert.Equal(gpus, Of($$$"""{"gpus": 2, "flags": {"split_mode": {{{mode}}}, "main_gpu": 1}}""").Parallelism.Gpus);

    [Theory]
    [InlineData("llama.cpp", "b5172", null, "llama.cpp b5172")]
    [InlineData("llama.cpp", "build: 5172 (eb1776b1)", null, "llama.cpp b5172")]
    [InlineData("llama.cpp", "version: 10120 (abc)", null, "llama.cpp b10120")]
    [InlineData("llama.cpp", "445b7cef6", "2025-03-01", "llama.cpp b5900")]
    [InlineData("ollama", "ollama 0.12.3", null, "Ollama 0.12.3")]
    [InlineData("ollama", "0.32.1", null, "Ollama 0.32.1")]
    [InlineData("ollama", null, "2024-08-30", "Ollama 0.12")]
    [InlineData("koboldcpp", "v1.91", null, "KoboldCpp b5900")]
    [InlineData("koboldcpp", "1.101.1", null, "KoboldCpp b9000")]
    [InlineData("transformers", "torch 2.0.1, transformers 4.35", null, "Transformers 4.35")]
    [InlineData("transformers", "4.45.2", null, "Transformers 4.45.2")]
    [InlineData("llama.cpp (LM Studio)", null, null, "LM Studio b9000")]
    public void Releases_are_read_as_printed_or_by_date(string runtime, string? version, string? date, string release) =>
        Assert.Equal(release, Of(JsonSerializer.Serialize(new { runtime, runtime_version = version, date, weights = runtime == "transformers" ? "bf16" : "Q4_K_M" })).Engine.ToString());

    [Theory]
    [InlineData("bartowski/Meta-Llama-3.1-8B-Instruct-GGUF", "meta-llama/Llama-3.1-8B-Instruct")]
    [InlineData("unsloth/Qwen3-8B-GGUF:Q4_K_M", "Qwen/Qwen3-8B")]
    [InlineData("Qwen3-30B-A3B-UD-Q4_K_XL.gguf", "Qwen/Qwen3-30B-A3B")]
    [InlineData("DeepSeek-R1-UD-IQ1_S-00001-of-00003.gguf", "deepseek-ai/DeepSeek-R1")]
    [InlineData("llama3.1:8b-instruct-q4_K_M", "meta-llama/Llama-3.1-8B-Instruct")]
    [InlineData("qwen3:8b", "Qwen/Qwen3-8B")]
    [InlineData("LoneStriker/Mixtral-8x7B-Instruct-v0.1-4.0bpw-h6-exl2", "mistralai/Mixtral-8x7B-Instruct-v0.1")]
    public void Files_and_repositories_name_their_model(string written, string id) =>
        Assert.Equal(id, Of(JsonSerializer.Serialize(new { model = written })).Model.Id);

    [Theory]
    [InlineData("Q4_K_M", "{}", "gguf-q4_k_m")]
    [InlineData("Q4_K - Medium", "{}", "gguf-q4_k_m")]
    [InlineData("IQ4_XS", "{}", "gguf-iq4_xs")]
    [InlineData("UD-Q4_K_XL", """{"bpw": 4.83}""", "gguf:4.83")]
    [InlineData("UD-Q4_K_XL", """{"file_size_gib": 4.79}""", "gguf:5.024")]
    [InlineData("mixed 3.72 bpw", "{}", "gguf:3.72")]
    [InlineData("IQ6_K (ik mix)", """{"bpw": 6.63}""", "gguf:6.63")]
    public void Formats_are_mixes_or_rates(string weights, string flags, string id) =>
        Assert.Equal(id, Of($$$"""{"model": "Qwen/Qwen3-8B", "weights": "{{{weights}}}", "flags": {{{flags}}}}""").Weights.Id);

    [Fact]
    public void A_format_that_only_the_file_tells_is_read_from_its_name() =>
        Assert.Equal("gguf-q5_k_m", Of("""{"model": "Qwen3-8B-Q5_K_M.gguf", "weights": ""}""").Weights.Id);

    [Theory]
    [InlineData("q8_0", "q8_0", "q8_0")]
    [InlineData("q8_0/q4_0", "q8_0", "q4_0")]
    [InlineData("q4_q8 (K4/V8)", "q4_0", "q8_0")]
    [InlineData("8,4", "q8_0", "q4_0")]
    [InlineData("K q8_0, V f16", "q8_0", "fp16")]
    [InlineData("q6", "q6", "q6")]
    public void Keys_and_values_may_differ(string kv, string keys, string values)
    {
        var request = Of(JsonSerializer.Serialize(new { kv }));
        Assert.Equal((keys, values), (request.Keys.Id, request.Values.Id));
    }

    [Theory]
    [InlineData("""{"gpus": "2"}""")]
    [InlineData("""{"gpus": null, "batch": null, "ctx": 4096.0, "flags": null, "measured": null}""")]
    [InlineData("""{"runtime_version": 0.4, "date": 2026}""")]
    public void Numbers_for_words_and_nothing_at_all_do_not_stop_the_file(string written) => Assert.Equal("Qwen/Qwen3-8B", Of(written).Model.Id);

    [Theory]
    [InlineData("2x RTX 3090")]
    [InlineData("4 × NVIDIA GeForce RTX 3090")]
    [InlineData("RTX 3090 24GB x2")]
    public void A_number_of_cards_does_not_hide_the_card(string gpu) => Assert.Equal("rtx-3090", Of(JsonSerializer.Serialize(new { gpu })).Gpu?.Id);

    /// <summary>The request of a case that says this and is a llama.cpp run of Qwen3-8B in all else.</summary>
    private static EstimateRequest Of(string written)
    {
        var measured = JsonSerializer.Deserialize(written, AccuracyJson.Default.MeasuredCase)!;
        measured.Runtime = measured.Runtime.Length > 0 ? measured.Runtime : "llama.cpp";
        measured.Model = measured.Model.Length > 0 ? measured.Model : "Qwen/Qwen3-8B";
        if (!written.Contains("weights", StringComparison.Ordinal))
            measured.Weights = "Q4_K_M";
        return Assert.IsType<Result<EstimateRequest>.Ok>(Requests.Of(measured)).Value;
    }
}
