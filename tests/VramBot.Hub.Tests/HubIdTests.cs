namespace VramBot.Hub.Tests;

public sealed class HubIdTests
{
    [Theory]
    [InlineData("meta-llama/Llama-3.1-8B", "meta-llama/Llama-3.1-8B", null)]
    [InlineData("  Qwen/Qwen2.5-7B-Instruct ", "Qwen/Qwen2.5-7B-Instruct", null)]
    [InlineData("org/name@v1.0", "org/name", "v1.0")]
    [InlineData("org/name@refs/pr/12", "org/name", "refs/pr/12")]
    [InlineData("org/name@0123456789abcdef0123456789abcdef01234567", "org/name", "0123456789abcdef0123456789abcdef01234567")]
    [InlineData("https://huggingface.co/org/name", "org/name", null)]
    [InlineData("hf.co/org/name_2", "org/name_2", null)]
    [InlineData("https://huggingface.co/org/name/", "org/name", null)]
    [InlineData("https://huggingface.co/org/name/tree/main", "org/name", null)]
    [InlineData("https://huggingface.co/org/name/tree/v1.0", "org/name", "v1.0")]
    [InlineData("https://huggingface.co/org/name/blob/main/config.json", "org/name", null)]
    [InlineData("https://huggingface.co/org/name?library=transformers", "org/name", null)]
    [InlineData("https://huggingface.co/org/name#how-to-use", "org/name", null)]
    public void An_id_is_an_organisation_and_a_name(string text, string repository, string? revision)
    {
        Assert.True(HubId.TryParse(text, out var id));
        Assert.Equal((repository, revision), (id.Repository, id.Revision));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("name")]
    [InlineData("/name")]
    [InlineData("org/")]
    [InlineData("a/b/c")]
    [InlineData("../etc")]
    [InlineData("org/..")]
    [InlineData("org/.name")]
    [InlineData("org/na--me")]
    [InlineData("org/name.git")]
    [InlineData("org/na me")]
    [InlineData("org/name?x=1")]
    [InlineData("org/name#part")]
    [InlineData("org/name%2f..")]
    [InlineData("org\\name")]
    [InlineData("org/name@")]
    [InlineData("org/name@../../other")]
    [InlineData("org/name@a//b")]
    [InlineData("org/name@/a")]
    [InlineData("org/name@a b")]
    [InlineData("user@host/name")]
    [InlineData("http://169.254.169.254/name")]
    [InlineData("https://example.org/org/name")]
    [InlineData("//host/name")]
    [InlineData("örg/name")]
    [InlineData("org/name/")]
    [InlineData("org/name/tree/main")]
    [InlineData("datasets/squad")]
    [InlineData("https://huggingface.co/datasets/squad")]
    [InlineData("https://huggingface.co/datasets/org/name")]
    [InlineData("https://huggingface.co/spaces/org/name")]
    [InlineData("https://huggingface.co/org/name/discussions/4")]
    [InlineData("https://huggingface.co/org/name/tree/../../../etc")]
    public void Nothing_else_passes(string? text) => Assert.False(HubId.TryParse(text, out _));

    [Fact]
    public void A_part_has_at_most_96_letters()
    {
        Assert.True(HubId.TryParse($"org/{new string('a', 96)}", out _));
        Assert.False(HubId.TryParse($"org/{new string('a', 97)}", out _));
    }
}
