using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Units;
using VramBot.Testing;

namespace VramBot.Core.Tests.Estimation;

public sealed class ProcessContextTests
{
    // ggml-org/llama.cpp, PR 15860 (RTX 4090); a laptop card less the printed buffers; dogkeeper886/ollama37 (K80); breakdown tables of an MI50.
    [Theory]
    [InlineData("rtx-4090", 451, 456)]
    [InlineData("rtx-5060-laptop", 145, 155)]
    [InlineData("k80", 553, 553)]
    [InlineData("instinct-mi50-32gb", 253, 318)]
    [InlineData("apple-m4-max-36gb", 0, 0)]
    public void The_context_of_llama_cpp_is_what_cards_show_beyond_its_buffers(string gpu, double least, double most) =>
        Assert.InRange(ContextOf(KnownEngines.LlamaCpp, "Q4_K_M", gpu).TotalGibibytes * 1024, least, most);

    [Fact]
    public void A_bare_context_with_pytorch_on_an_a100_is_six_tenths_of_a_gibibyte() =>
        Assert.InRange(ContextOf(KnownEngines.Transformers, "bf16", "a100-sxm-80gb").TotalGibibytes, 0.58, 0.61);

    [Fact]
    public void Bitsandbytes_brings_kernels_of_its_own() =>
        Assert.True(ContextOf(KnownEngines.Transformers, "nf4", "a100-sxm-80gb") > ContextOf(KnownEngines.Transformers, "bf16", "a100-sxm-80gb"));

    [Fact]
    public void Vulkan_has_no_cuda_context()
    {
        var request = Requests.Of("Qwen/Qwen3-8B", "Q4_K_M", 4096, KnownEngines.LlamaCpp) with
        {
            Gpu = ShippedCatalogs.Catalog.Gpus.Find("gtx-1070-ti"),
            Settings = new() { Backend = GpuBackend.Vulkan },
        };
        Assert.InRange(Requests.Estimate(request)[PartKind.Context].TotalGibibytes * 1024, 26, 65);
    }

    private static Bytes ContextOf(Engine engine, string format, string gpu)
    {
        var card = ShippedCatalogs.Catalog.Gpus.Find(gpu);
        Assert.NotNull(card);
        return Requests.Estimate(Requests.Of("Qwen/Qwen3-8B", format, 4096, engine) with { Gpu = card })[PartKind.Context];
    }
}
