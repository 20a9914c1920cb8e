using FsCheck;
using FsCheck.Fluent;
using VramBot.Core.Catalogs;
using VramBot.Testing;

namespace VramBot.Core.Tests.Catalogs;

public sealed class NameIndexTests
{
    private static readonly NameIndex<ModelEntry> Models = ShippedCatalogs.Catalog.Models;

    [Theory]
    [InlineData("mixtral-8x7b", "mistralai/Mixtral-8x7B-Instruct-v0.1")]
    [InlineData("MIXTRAL 8x7b", "mistralai/Mixtral-8x7B-Instruct-v0.1")]
    [InlineData("llama_3.1_8b", "meta-llama/Llama-3.1-8B")]
    [InlineData("llama3.1:8b", "meta-llama/Llama-3.1-8B")]
    [InlineData("meta-llama/llama-3.1-8b-instruct", "meta-llama/Llama-3.1-8B-Instruct")]
    [InlineData("Llama-3.1-8B-Instruct", "meta-llama/Llama-3.1-8B-Instruct")]
    public void Case_and_separators_do_not_matter(string typed, string id) => Assert.Equal(id, Models.Find(typed)?.Id);

    [Theory]
    [InlineData("rtx4090", "rtx-4090")]
    [InlineData("4090", "rtx-4090")]
    [InlineData("RTX 3090", "rtx-3090")]
    [InlineData("a100 80gb", "a100-sxm-80gb")]
    public void Cards_are_found_as_people_write_them(string typed, string id) =>
        Assert.StartsWith(id[..4], ShippedCatalogs.Catalog.Gpus.Find(typed)?.Id ?? string.Empty, StringComparison.Ordinal);

    [Theory]
    [InlineData("mixtal-8x7b", "mistralai/Mixtral-8x7B-Instruct-v0.1")]
    [InlineData("lama-3.1-8b", "meta-llama/Llama-3.1-8B")]
    [InlineData("qwen3-8bb", "Qwen/Qwen3-8B")]
    public void The_nearest_name_comes_first(string typed, string id) => Assert.Equal(id, Models.Nearest(typed, 3)[0].Id);

    [Fact]
    public void Nothing_is_near_to_nonsense() => Assert.Empty(Models.Nearest("zzzzzzzzzzzzzzzz", 3));

    [Fact]
    public void Search_ranks_the_whole_name_before_its_beginnings() => Assert.Equal("mistralai/Mixtral-8x7B-Instruct-v0.1", Models.Search("mixtral-8x7b", 5)[0].Id);

    [Fact]
    public void Search_takes_words_in_any_order() => Assert.Contains(Models.Search("coder qwen3 30b", 10), model => model.Id == "Qwen/Qwen3-Coder-30B-A3B-Instruct");

    [Fact]
    public void Two_things_of_one_name_are_refused()
    {
        var model = Models.All[0];
        Assert.Throws<ArgumentException>(() => NameIndex<ModelEntry>.Create([model, model with { Id = "other/one" }]));
    }

    [Fact]
    public void No_text_breaks_it() => Prop.ForAll<string?>(text =>
    {
        var typed = text ?? string.Empty;
        _ = Models.Find(typed);
        return Models.Search(typed, 25).Length <= 25 && Models.Nearest(typed, 3).Length <= 3;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Ten_thousand_characters_are_only_a_long_name() => Assert.Null(Models.Find(new string('x', 10_000)));
}
