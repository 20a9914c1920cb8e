using VramBot.Core.Engines;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;
using VramBot.Core.Speed;
using VramBot.Core.Tests.Estimation;
using VramBot.Core.Tests.Fitting;
using VramBot.Testing;

namespace VramBot.Core.Tests.Speed;

public sealed class SpeedTests
{
    private const string Dai = "XiongjieDai/GPU-Benchmarks-on-LLM-Inference, README of May 2024, tg 512 and pp 512";
    private const string DaiOld = "XiongjieDai/GPU-Benchmarks-on-LLM-Inference, README, LLaMA 2 of December 2023";
    private const string Khmel = "pavlokhmel.com, LLM throughput benchmark on 13 GPUs and 10 models, June 2026";

    public static TheoryData<string, double, string> Decoding() => new()
    {
        { "llama.cpp 3070 llama-3-8b Q4_K_M", 72.79, Dai },
        { "llama.cpp 3080-10gb llama-3-8b Q4_K_M", 109.57, Dai },
        { "llama.cpp 4070-ti llama-3-8b Q4_K_M", 83.5, Dai },
        { "llama.cpp 4080 llama-3-8b Q4_K_M", 108.15, Dai },
        { "llama.cpp 4080 llama-3-8b F16", 40.58, Dai },
        { "llama.cpp 3090 llama-3-8b Q4_K_M", 115.42, Dai },
        { "llama.cpp 3090 llama-3-8b Q4_K_M ctx:8192", 87.49, Dai },
        { "llama.cpp 3090 llama-3-8b F16", 47.4, Dai },
        { "llama.cpp 4090 llama-3-8b Q4_K_M", 130.58, Dai },
        { "llama.cpp 4090 llama-3-8b F16", 54.84, Dai },
        { "llama.cpp 2*3090 llama-3-8b Q4_K_M", 111.67, Dai },
        { "llama.cpp 2*3090 llama-3-70b Q4_K_M", 16.57, Dai },
        { "llama.cpp 2*4090 llama-3-70b Q4_K_M", 19.22, Dai },
        { "llama.cpp 4*3090 llama-3-8b F16", 47.07, Dai },
        { "llama.cpp 8*4090 llama-3-70b F16", 6.47, Dai },
        { "llama.cpp apple-m1-8gb llama-3-8b Q4_K_M", 10.2, Dai },
        { "llama.cpp apple-m1-max-64gb llama-3-8b Q4_K_M", 35.73, Dai },
        { "llama.cpp apple-m1-max-64gb llama-3-8b F16", 18.75, Dai },
        { "llama.cpp apple-m1-max-64gb llama-3-70b Q4_K_M", 4.34, Dai },
        { "llama.cpp apple-m2-ultra-192gb llama-3-8b Q4_K_M", 78.81, Dai },
        { "llama.cpp apple-m2-ultra-192gb llama-3-8b F16", 36.9, Dai },
        { "llama.cpp apple-m2-ultra-192gb llama-3-70b Q4_K_M", 12.48, Dai },
        { "llama.cpp apple-m2-ultra-192gb llama-3-70b F16", 4.76, Dai },
        { "llama.cpp apple-m3-max-64gb llama-3-8b Q4_K_M", 48.97, Dai },
        { "llama.cpp apple-m3-max-64gb llama-3-70b Q4_K_M", 7.65, Dai },
        { "llama.cpp rtx-a6000 llama-2-7b Q4_0", 111.57, DaiOld },
        { "llama.cpp rtx-6000-ada-generation llama-2-7b Q4_0", 127.45, DaiOld },
        { "llama.cpp rtx-5000-ada-generation llama-2-7b Q4_0", 99.19, DaiOld },
        { "llama.cpp rtx-4000-ada-generation llama-2-7b F16", 22.96, DaiOld },
        { "llama.cpp a100-pcie-80gb llama-2-7b Q4_0", 136.24, DaiOld },
        { "llama.cpp a100-pcie-80gb llama-2-70b Q4_0", 25.68, DaiOld },
        { "llama.cpp h100-pcie-80gb llama-2-7b F16", 83.32, DaiOld },
        { "llama.cpp h100-pcie-80gb llama-2-70b Q4_0", 25.88, DaiOld },
        { "llama.cpp 4090 qwen3.5-9b Q4_K_M", 137, Khmel },
        { "llama.cpp v100-pcie-16gb qwen3.5-9b Q4_K_M", 85, Khmel },
        { "llama.cpp a100-sxm-80gb qwen3.5-9b Q4_K_M", 123, Khmel },
        { "llama.cpp h100-sxm-80gb qwen3.5-9b Q4_K_M", 190, Khmel },
        { "llama.cpp b300-sxm qwen3.5-9b Q4_K_M", 213, Khmel },
        { "llama.cpp gtx-1080 qwen3.5-9b Q4_K_M", 28, Khmel },
        { "llama.cpp apple-m5-32gb qwen3.5-9b Q4_K_M", 22, Khmel },
        { "llama.cpp 4090 gemma-4-31b Q4_K_M", 35, Khmel },
        { "llama.cpp h200-sxm gemma-4-31b Q4_K_M", 71, Khmel },
        { "llama.cpp 4080 gpt-oss-20b mxfp4_moe", 210, Khmel },
        { "llama.cpp 4090 gpt-oss-20b mxfp4_moe", 266, Khmel },
        { "llama.cpp a100-sxm-80gb gpt-oss-20b mxfp4_moe", 189, Khmel },
        { "llama.cpp h100-sxm-80gb gpt-oss-20b mxfp4_moe", 286, Khmel },
        { "llama.cpp b300-sxm gpt-oss-20b mxfp4_moe", 327, Khmel },
        { "llama.cpp 4090 qwen3.6-35b-a3b Q4_K_M", 180, Khmel },
        { "llama.cpp h100-sxm-80gb qwen3.6-35b-a3b Q4_K_M", 194, Khmel },
        { "llama.cpp apple-m5-32gb qwen3.6-35b-a3b Q4_K_M", 34, Khmel },
        { "llama.cpp 4090 gemma-4-26b-a4b Q4_K_M", 149, Khmel },
        { "llama.cpp 4090 qwen3.6-27b Q4_K_M", 47, Khmel },
        { "llama.cpp h200-sxm qwen3.6-27b Q4_K_M", 76, Khmel },
        { "llama.cpp 4090 lfm2.5-1.2b Q4_K_M", 741, Khmel },
        { "llama.cpp 4090 ministral-3-3b Q4_K_M", 271, Khmel },
        { "llama.cpp rx-7900-xtx llama-3-8b Q4_K_M", 105.81, "ggml-org/llama.cpp, pull request 26284, tg64" },
        { "llama.cpp rx-7900-xtx llama-3-8b Q4_K_M ctx:4096", 98.54, "ggml-org/llama.cpp, pull request 26284, tg64@d4096" },
        { "llama.cpp ai-pro-r9700 llama-3-8b Q2_K", 116.89, "ggml-org/llama.cpp, pull request 26705" },
        { "llama.cpp arc-b580 deepseek-r1-distill-qwen-7b Q4_K_M", 66.48, "intel/ipex-llm, issue 12991, tg128 with SYCL" },
        { "llama.cpp dgx-spark-gb10 gpt-oss-20b mxfp4_moe", 79.74, "jetsonhacks.com, spark-llamacpp-bench of October 2025, tg32" },
        { "llama.cpp dgx-spark-gb10 gpt-oss-20b mxfp4_moe ctx:8192", 69.49, "jetsonhacks.com, spark-llamacpp-bench of October 2025, tg32 @ d8192" },
        { "llama.cpp apple-m4-16gb llama-3.1-8b Q4_K_M", 20.87, "brand-o/normiebench, issue 3, Mac mini M4" },
        { "vllm a100-40gb llama-3.1-8b bf16 ctx:1152", 75, "johnmusgrave.com, vLLM throughput-latency sweep on an A100, one request" },
        { "vllm h100-sxm-80gb llama-3.1-8b bf16", 1000 / 6.48, "yobitelcomm.github.io/bench, concurrency sweep, vLLM 0.21, time per token at 1" },
        { "vllm h100-sxm-80gb llama-3.1-8b bf16 users:4", 1000 / 6.59, "yobitelcomm.github.io/bench, concurrency sweep, vLLM 0.21, time per token at 4" },
        { "vllm 4*3090 gemma-4-31b awq tp:4 ctx:32768", 76.9, "ollama.linkworksinc.com, vLLM TP=4 on four RTX 3090 without NVLink, April 2026" },
        { "vllm 4*3090 gemma-4-31b awq tp:4", 81.35, "the same, a fresh server" },
        { "vllm 2*3090 qwen3.5-35b-a3b gptq tp:2", 156.3, "baem1n.dev, LLM benchmark 3, vLLM with GPTQ-Marlin on two RTX 3090" },
        { "vllm a100-40gb llama-3.1-8b bf16 ctx:1152 users:8", 75 * 6.6 / 8, "johnmusgrave.com, the same sweep, eight requests: 6.6 times the speed of one" },
        { "transformers 4090 llama-3.1-8b bf16 ctx:2048", 27.5, "third seed: RTX 4090 25-30 tokens/sec (FP16)" },
        { "transformers 3090 llama-3.1-8b bf16 ctx:2048", 20, "third seed: RTX 3090 18-22 tokens/sec (FP16)" },
        { "transformers a100-pcie-80gb llama-3.1-8b bf16 ctx:2048", 45, "third seed: A100 80GB 40-50 tokens/sec (FP16)" },
        { "llama.cpp rtx-3060-ti gpt-oss-120b mxfp4_moe experts:36", 25.62, "gokawiil.com/article/74814, all experts on a Core i9-14900K" },
        { "llama.cpp rtx-4070 qwen3.5-35b-a3b Q4_K_M experts:40", 34.6, "kenimoto.dev, RTX 4070 with --cpu-moe" },
    };

    /// <summary>Prompts: pieces of 512 tokens as llama-bench's pp512 has, 2048 where it was told so.</summary>
    public static TheoryData<string, double, string> Reading() => new()
    {
        { "llama.cpp 3070 llama-3-8b Q4_K_M", 2402.51, Dai },
        { "llama.cpp 4070-ti llama-3-8b Q4_K_M", 3936.29, Dai },
        { "llama.cpp 4080 llama-3-8b Q4_K_M", 5389.74, Dai },
        { "llama.cpp 3090 llama-3-8b Q4_K_M", 4030.4, Dai },
        { "llama.cpp 3090 llama-3-8b F16", 4444.65, Dai },
        { "llama.cpp 3090 llama-3-8b Q4_K_M ctx:8192", 2527.4, Dai },
        { "llama.cpp 4090 llama-3-8b Q4_K_M", 7138.99, Dai },
        { "llama.cpp 4090 llama-3-8b F16", 9382, Dai },
        { "llama.cpp 2*3090 llama-3-70b Q4_K_M", 357.32, Dai },
        { "llama.cpp 2*4090 llama-3-70b Q4_K_M", 839.43, Dai },
        { "llama.cpp apple-m1-max-64gb llama-3-8b Q4_K_M", 408.23, Dai },
        { "llama.cpp apple-m1-max-64gb llama-3-70b Q4_K_M", 34.96, Dai },
        { "llama.cpp apple-m2-ultra-192gb llama-3-8b F16", 1175.4, Dai },
        { "llama.cpp apple-m2-ultra-192gb llama-3-70b Q4_K_M", 118.79, Dai },
        { "llama.cpp apple-m3-max-64gb llama-3-8b Q4_K_M", 693.32, Dai },
        { "llama.cpp rtx-a6000 llama-2-7b F16", 3707.88, DaiOld },
        { "llama.cpp a100-pcie-80gb llama-2-7b F16", 5105.77, DaiOld },
        { "llama.cpp a100-pcie-80gb llama-2-70b Q4_0", 612.41, DaiOld },
        { "llama.cpp h100-pcie-80gb llama-2-7b F16", 7367, DaiOld },
        { "llama.cpp h100-pcie-80gb llama-2-70b Q4_0", 855.73, DaiOld },
        { "llama.cpp rx-7900-xtx llama-3-8b Q4_K_M ctx:2048", 3226.54, "ggml-org/llama.cpp, pull request 26284, pp2048" },
        { "llama.cpp rx-7900-xtx llama-3-8b Q4_K_M ctx:6144", 2693.13, "ggml-org/llama.cpp, pull request 26284, pp2048@d4096" },
        { "llama.cpp arc-b580 deepseek-r1-distill-qwen-7b Q4_K_M", 2335.96, "intel/ipex-llm, issue 12991, pp512 with SYCL" },
        { "llama.cpp dgx-spark-gb10 gpt-oss-20b mxfp4_moe ctx:2048 ub:2048", 3610.56, "jetsonhacks.com, spark-llamacpp-bench of October 2025, pp2048" },
        { "llama.cpp apple-m4-16gb llama-3.1-8b Q4_K_M", 224.81, "brand-o/normiebench, issue 3, Mac mini M4" },
        { "llama.cpp rtx-3060-ti gpt-oss-120b mxfp4_moe experts:36 ctx:3440", 122.66, "gokawiil.com/article/74814, all experts in host memory" },
    };

    [Theory]
    [MemberData(nameof(Decoding))]
    public void A_measured_speed_lies_in_its_range(string line, double measured, string source)
    {
        var speed = DecodeSpeed.Of(new PublicSpeed(line, measured, source).Fit())!.PerSequence;
        Assert.InRange(measured, speed.Low, speed.High);
    }

    [Theory]
    [MemberData(nameof(Reading))]
    public void A_measured_prompt_lies_in_its_range(string line, double measured, string source)
    {
        var speed = PrefillSpeed.Of(new PublicSpeed(line, measured, source).Fit())!.Value;
        Assert.InRange(measured, speed.Low, speed.High);
    }

    [Fact]
    public void A_range_of_a_dense_model_on_one_card_is_no_wider_than_about_a_factor_of_two()
    {
        foreach (var line in Decoding().Select(row => row.Data.Item1))
        {
            var fit = new PublicSpeed(line, 0, string.Empty).Fit();
            if (fit is not { Count: 1, Gpu.Class: GpuClass.Consumer or GpuClass.Workstation } || fit.Estimate.ActiveParameters != fit.Estimate.Parameters || fit.Estimate.Parameters.TotalBillions < 5)
                continue;
            var speed = DecodeSpeed.Of(fit)!.PerSequence;
            Assert.True(speed.High <= 2.25 * speed.Low, line);
        }
    }

    [Theory]
    [InlineData("mixtral-8x7b", "Q4_K_M")]
    [InlineData("deepseek-v3", "fp8")]
    [InlineData("qwen3-next-80b-a3b", "fp8")]
    [InlineData("gemma-3-27b", "bf16")]
    public void Bounds_are_in_order_on_every_card(string model, string format)
    {
        var engine = format == "Q4_K_M" ? KnownEngines.LlamaCpp : KnownEngines.Vllm;
        foreach (var users in new[] { 1, 16 })
            foreach (var fit in FitFinder.FindAll(Requests.Of(model, format, 4096, engine) with { Sequences = users }, ShippedCatalogs.Catalog.Gpus.All))
            {
                var rate = DecodeSpeed.Of(fit)!;
                Assert.InRange(rate.PerSequence.Low, double.Epsilon, rate.PerSequence.High);
                Assert.Equal(users * rate.PerSequence.High, rate.Total.High);
                if (PrefillSpeed.Of(fit) is { } prompt)
                    Assert.InRange(prompt.Low, double.Epsilon, prompt.High);
            }
    }

    [Fact]
    public void More_users_write_more_in_all_and_less_each()
    {
        var (before, gpu) = ((DecodeRate?)null, ShippedCatalogs.Catalog.Gpus.Find("h100")!);
        foreach (var users in new[] { 1, 2, 8, 32, 128 })
        {
            var fit = Assert.IsType<Result<GpuFit>.Ok>(FitFinder.Find(Requests.Of("llama-3.1-8b", "bf16", 4096, KnownEngines.Vllm) with { Sequences = users }, gpu, 1)).Value;
            var rate = DecodeSpeed.Of(fit)!;
            Assert.True(before is null || (rate.Total.Low > before.Total.Low && rate.Total.High > before.Total.High && rate.PerSequence.Low < before.PerSequence.Low));
            before = rate;
        }
    }

    /// <summary>Eight experts, two a token: sixteen tokens visit 7.9 of them, so that a step reads nearly all.</summary>
    [Fact]
    public void Tokens_of_a_batch_share_the_experts_that_they_visit()
    {
        var request = Requests.Of("mixtral-8x7b", "fp16", 4096, KnownEngines.Vllm);
        var weights = StepWeights.Of(request, request.Model.Network!)!;
        Assert.Equal(0.25 * weights.Routed(1e9), weights.Routed(1), 1e6);
        Assert.Equal((1 - Math.Pow(0.75, 16)) * weights.Routed(1e9), weights.Routed(16), 1e6);
    }

    [Fact]
    public void A_training_run_has_no_speed_of_answers()
    {
        var fit = Assert.IsType<Result<GpuFit>.Ok>(FitFinder.Find(TrainingRequests.Of("llama-3.1-8b", TrainingTask.LowRank), ShippedCatalogs.Catalog.Gpus.Find("4090")!, 1)).Value;
        Assert.Null(DecodeSpeed.Of(fit));
        Assert.Null(PrefillSpeed.Of(fit));
    }
}
