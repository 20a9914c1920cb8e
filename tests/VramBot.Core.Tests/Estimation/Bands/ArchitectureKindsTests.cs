using VramBot.Core.Estimation.Bands;

namespace VramBot.Core.Tests.Estimation.Bands;

public sealed class ArchitectureKindsTests
{
    [Theory]
    [InlineData("llama-3.1-8b", ArchitectureKind.Dense)]
    [InlineData("mixtral-8x7b", ArchitectureKind.Experts)]
    [InlineData("gemma-3-12b", ArchitectureKind.Multimodal)]
    [InlineData("deepseek-v3", ArchitectureKind.Latent)]
    [InlineData("mamba-2.8b", ArchitectureKind.Hybrid)]
    [InlineData("step-3.7-flash", ArchitectureKind.Incomplete)]
    // Experts and recurrence at once: the recurrence is what engines differ on.
    [InlineData("qwen3-next-80b-a3b", ArchitectureKind.Hybrid)]
    public void A_model_is_told_by_its_least_usual_part(string model, ArchitectureKind kind) =>
        Assert.Equal(kind, ArchitectureKinds.Of(Requests.Model(model)));
}
