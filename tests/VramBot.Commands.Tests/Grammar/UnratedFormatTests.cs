using VramBot.Core.Formats;

namespace VramBot.Commands.Tests.Grammar;

/// <summary>GGUF names without a rate of their own, and rates by themselves.</summary>
public sealed class UnratedFormatTests
{
    [Theory]
    [InlineData("UD-Q4_K_XL", "gguf:4.89", "Q4_K_M")]
    [InlineData("ud-iq2_m", "gguf:2.93", "IQ2_M")]
    [InlineData("UD-Q2_K_XL", "gguf:3.16", "Q2_K")]
    [InlineData("UD-Q8_K_XL", "gguf:8.50", "Q8_0")]
    [InlineData("dynamic 2.0", "gguf:4.89", "Q4_K_M")]
    [InlineData("Q4_K_L", "gguf:4.89", "Q4_K_M")]
    [InlineData("IQ4_KS", "gguf:4.46", "IQ4_XS")]
    [InlineData("IQ5_K", "gguf:5.57", "Q5_K_S")]
    [InlineData("Q4_K_M_R4", "gguf:4.89", "Q4_K_M")]
    public void A_name_without_a_rate_is_answered_with_the_rate_to_type(string name, string rate, string near)
    {
        var problem = Assert.Single(Lines.Desk.Ask($"/vram llama-3.1-8b precision:\"{name}\"").Problems);
        Assert.Equal(("format.unsized", $"/vram model:llama-3.1-8b precision:{rate}"), (problem.Code, problem.Try));
        Assert.Contains($"size in bytes × 8 / 8,030,261,248 parameters: precision:{rate} is what the nearest plain mix, {near}, comes to", problem.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Q4_0_4_4", "gguf-q4_0")]
    [InlineData("i1-Q4_K_M", "gguf-q4_k_m")]
    [InlineData("gguf:4.83", "gguf:4.83")]
    [InlineData("gguf 4.83 bpw", "gguf:4.83")]
    public void Names_that_mean_a_known_format_are_read(string name, string id) =>
        Assert.Equal(id, Lines.Understood($"/vram llama-3.1-8b precision:\"{name}\"").Weights?.Id);

    [Theory]
    [InlineData("gguf:0.4", "1.5 to 32 bits a weight")]
    [InlineData("gguf:99", "1.5 to 32 bits a weight")]
    [InlineData("4.83bpw", "write gguf:4.83 or exl2:4.83")]
    public void A_rate_that_cannot_be_used_says_which_can(string name, string said) =>
        Assert.Contains(said, Assert.Single(Lines.Desk.Ask($"/vram llama-3.1-8b precision:{name}").Problems).Expected, StringComparison.Ordinal);

    // A file of the mix's own average rate takes what the mix takes, but for where the bits are.
    [Fact]
    public void The_rate_of_a_mix_takes_about_what_the_mix_takes()
    {
        var mix = Lines.Desk.Ask("/vram llama-3.3-70b precision:Q4_K_M").Vram!.Estimate;
        var network = mix.Request.Model.Network!;
        var rate = GgufRates.Of(network, mix.Request.Model.Architecture, (GgufMix)mix.Request.Weights);
        var file = Lines.Desk.Ask(FormattableString.Invariant($"/vram llama-3.3-70b precision:gguf:{rate:0.000}")).Vram!.Estimate;
        Assert.Equal((mix.Parts[0].Size + mix.HostWeights).TotalGibibytes, (file.Parts[0].Size + file.HostWeights).TotalGibibytes, 0.1);
    }

    [Theory]
    [InlineData("gguf:4.83", "llama.cpp")]
    [InlineData("exl2:4.65", "exllamav2")]
    [InlineData("exl3:3", "exllamav2")]
    public void A_rate_tells_its_engine(string precision, string engine) => Assert.Equal(engine, Lines.Desk.Ask($"/vram llama-3.1-8b precision:{precision}").Vram!.Estimate.Request.Engine.Engine.Id);
}
