using System.Text.Json;
using VramBot.Commands.Tests.Grammar;

namespace VramBot.Commands.Tests.Languages;

/// <summary>A program that reads JSON finds the same in every language: only sentences for people differ.</summary>
public sealed class JsonLanguageTests
{
    /// <summary>Keys whose values are sentences or titles.</summary>
    private static readonly string[] Sentences = ["title", "label", "rule", "basis", "notes", "assumptions", "problem", "shortfall", "refusal"];

    [Theory]
    [InlineData("/vram mixtral-8x7b precision:int4 ctx:4096")]
    [InlineData("/vram llama-3.3-70b gpu:2x3090 budget:3000")]
    [InlineData("/vram qwen3-32b precision:Q6_K ctx:16k gpu:4090+3060-12gb reserved:1.5GB")]
    [InlineData("/vram llama-3.1-8b task:qlora gpu:3060-12gb")]
    [InlineData("/vram llama-3.1-8b task:lora")]
    [InlineData("/vram-fit gpu:3060-12gb")]
    [InlineData("/vram-compare llama-3.1-8b precisions:Q8_0,Q5_K_M,Q4_K_M gpu:3060-12gb ctx:8k")]
    [InlineData("/vram-plan model:llama-3.3-70b precision:fp8 gpu:2xh100 users:60 classes:\"chat 1k+500 80%, rag 8k+500 15%, long 60k+2k 5%\"")]
    [InlineData("/vram-plan llama-3.1-70b gpu:3060-12gb users:4 prompt:2k output:500")]
    public void Keys_numbers_names_and_lines_are_the_same_in_Portuguese(string line) => Assert.Equal(Facts(line), Facts($"{line} lang:pt"));

    private static List<string> Facts(string line)
    {
        using var json = JsonDocument.Parse(Lines.Desk.Ask(line).Json!());
        return [.. Facts(string.Empty, json.RootElement)];
    }

    private static IEnumerable<string> Facts(string key, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(property => Facts(property.Name, property.Value).Prepend(property.Name)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => Facts(key, item)),
        JsonValueKind.String when Sentences.Contains(key) => ["…"],
        _ => [value.GetRawText()],
    };
}
