using System.Text.Json;
using VramBot.Core.Languages;
using VramBot.Testing;

namespace VramBot.Commands.Tests.Handlers;

/// <summary>Lines about models that make images.</summary>
public sealed class ImageHandlerTests
{
    private static readonly CommandDesk Desk = new(ShippedCatalogs.Catalog);

    [Theory]
    [InlineData("/vram model:sdxl", "Stable Diffusion XL · fp16 · 1024 × 1024")]
    [InlineData("/vram stable-diffusion-xl", "Stable Diffusion XL · fp16 · 1024 × 1024")]
    [InlineData("/vram sd15", "Stable Diffusion 1.5 · fp16 · 512 × 512")]
    [InlineData("/vram sd1.5 res:768x512", "Stable Diffusion 1.5 · fp16 · 768 × 512")]
    [InlineData("/vram sd2.1", "Stable Diffusion 2.1 · fp16 · 768 × 768")]
    [InlineData("/vram sd3-medium", "Stable Diffusion 3 Medium · fp16 · 1024 × 1024")]
    [InlineData("/vram sd3.5-medium", "Stable Diffusion 3.5 Medium · bf16 · 1024 × 1024")]
    [InlineData("/vram sd-3.5-large precision:nf4", "Stable Diffusion 3.5 Large · nf4 · 1024 × 1024")]
    [InlineData("/vram flux-schnell precision:Q4_K_S", "FLUX.1 schnell · Q4_K_S · 1024 × 1024")]
    [InlineData("/vram sdxl-turbo", "SDXL Turbo · fp16 · 512 × 512")]
    [InlineData("/vram gpu:3060-12gb sdxl batch:2 res:832×1216", "Stable Diffusion XL · fp16 · 832 × 1216 · 2 images")]
    [InlineData("/vram flux.1-dev precision:fp8 gpu:4090", "FLUX.1 dev · fp8 · 1024 × 1024")]
    [InlineData("/vram black-forest-labs/FLUX.1-dev engine:comfyui t5:host vae:tiled", "FLUX.1 dev · bf16 · 1024 × 1024")]
    public void A_line_is_answered(string line, string title)
    {
        var answer = Desk.Ask(line);
        Assert.Empty(answer.Problems);
        Assert.Equal(title, answer.Reply.Title);
    }

    [Theory]
    [InlineData("/vram sdxl res:0", "res.range")]
    [InlineData("/vram sdxl res:37", "res.range")]
    [InlineData("/vram sdxl res:100000", "res.range")]
    [InlineData("/vram sdxl res:1024x", "res.size")]
    [InlineData("/vram flux.1-dev res:1000", "res.multiple")]
    [InlineData("/vram sdxl batch:0", "users.number")]
    [InlineData("/vram sdxl ctx:4k", "option.image")]
    [InlineData("/vram sdxl kv:q8_0", "option.image")]
    [InlineData("/vram sdxl task:lora", "option.image")]
    [InlineData("/vram sdxl tp:2", "option.image")]
    [InlineData("/vram sdxl precision:awq", "precision.image")]
    [InlineData("/vram sdxl precision:Q4_K_M", "precision.image")]
    [InlineData("/vram sdxl t5:fp8", "t5.absent")]
    [InlineData("/vram flux t5:none", "t5.needed")]
    [InlineData("/vram flux t5:q44", "t5.unknown")]
    [InlineData("/vram flux offload:12", "offload.image")]
    [InlineData("/vram flux vae:half", "vae.unknown")]
    [InlineData("/vram flux engine:vllm", "engine.image")]
    [InlineData("/vram flux gpu:m3-max-64gb", "gpu.image")]
    [InlineData("/vram flux gpu:40900", "gpu.unknown")]
    [InlineData("/vram sdxll", "model.unknown")]
    [InlineData("/vram qwen3-8b res:1024", "option.image")]
    [InlineData("/vram-compare sdxl, qwen3-8b", "model.image")]
    public void What_cannot_be_is_said_with_a_line_that_works(string line, string code)
    {
        var problem = Assert.Single(Desk.Ask(line).Problems);
        Assert.Equal(code, problem.Code);
        Assert.Empty(Desk.Ask(problem.Try).Problems);
    }

    [Theory]
    [InlineData("/vram sdxl gpu:3080-10gb")]
    [InlineData("/vram flux.1-dev gpu:4090")]
    [InlineData("/vram sd-3.5-large gpu:3060-12gb")]
    [InlineData("/vram sdxl batch:8 gpu:4090 res:1536")]
    [InlineData("/vram flux.1-dev")]
    public void Each_suggestion_is_a_line_that_fits_better(string line)
    {
        using var asked = JsonDocument.Parse(Desk.Ask(line).Json!());
        var advice = asked.RootElement.GetProperty("advice").EnumerateArray().ToList();
        Assert.NotEmpty(advice);
        Assert.All(advice, suggestion =>
        {
            using var changed = JsonDocument.Parse(Desk.Ask(suggestion.GetProperty("command").GetString()!).Json!());
            Assert.NotEqual("does not fit", changed.RootElement.GetProperty("fits")[0].GetProperty("verdict").GetString());
            Assert.True(changed.RootElement.GetProperty("needed_gib").GetDouble() < asked.RootElement.GetProperty("needed_gib").GetDouble());
        });
    }

    [Fact]
    public void The_sum_of_the_parts_is_the_total()
    {
        using var json = JsonDocument.Parse(Desk.Ask("/vram sd3-medium res:1024").Json!());
        Assert.Equal(json.RootElement.GetProperty("total_gib").GetDouble(), json.RootElement.GetProperty("parts").EnumerateArray().Sum(part => part.GetProperty("gib").GetDouble()), 4);
    }

    [Fact]
    public void It_is_answered_in_portuguese_too() =>
        Assert.StartsWith("Sim, cabe: ", Desk.Ask("/vram sd1.5 gpu:4090", Language.Named("pt-BR")).Reply.Headline, StringComparison.Ordinal);
}
