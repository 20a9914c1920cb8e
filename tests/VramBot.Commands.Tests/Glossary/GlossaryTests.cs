using VramBot.Commands.Glossary;
using VramBot.Commands.Replies;
using VramBot.Commands.Tests.Grammar;
using VramBot.Core.Languages;

namespace VramBot.Commands.Tests.Glossary;

public sealed class GlossaryTests
{
    public static TheoryData<string> Terms() => [.. GlossaryTerms.All.All.Select(term => term.Id)];

    [Theory]
    [MemberData(nameof(Terms))]
    public void A_term_is_explained_in_every_language(string id) => Assert.All(Language.All, language =>
    {
        var term = GlossaryTerms.All.Find(id)!;
        var answer = Lines.Desk.Ask($"/vram-glossary term:{id}", language);
        Assert.Empty(answer.Problems);
        Assert.Equal(language.Of(term.Name), answer.Reply.Title);
        Assert.Equal(language.Of(term.Text), answer.Reply.Sections.OfType<ReplySection.Paragraph>().Single().Text);
        Assert.Equal(language == Language.English, language.Of(term.Text) == term.Text);
    });

    [Theory]
    [MemberData(nameof(Terms))]
    public void What_a_term_shows_is_answered(string id) => Assert.Empty(Lines.Desk.Ask(GlossaryTerms.All.Find(id)!.Example).Problems);

    [Theory]
    [MemberData(nameof(Terms))]
    public void A_term_leads_to_others(string id) => Assert.All(GlossaryTerms.All.Find(id)!.See, other =>
    {
        Assert.NotEqual(id, other);
        Assert.Equal(other, GlossaryTerms.All.Find(other)?.Id);
    });

    [Theory]
    [InlineData("/vram-glossary kv cache", "KV cache")]
    [InlineData("/vram-glossary term:KV", "KV cache")]
    [InlineData("/vram glossary what is a KV cache?", "KV cache")]
    [InlineData("/vram-glossary o que é quantização? lang:pt", "quantização")]
    [InlineData("/vram-glossary quantizacao", "quantization")]
    [InlineData("/vram-glossary paralelismo de tensores", "tensor parallelism")]
    [InlineData("/vram-glossary gradient checkpointing", "activation checkpointing")]
    [InlineData("/vram-glossary pagedattention", "paged KV cache")]
    [InlineData("/vram-glossary yarn", "RoPE scaling")]
    public void A_term_is_found_by_the_names_that_people_use(string line, string title) => Assert.Equal(title, Lines.Desk.Ask(line).Reply.Title);

    // The headings of the first of the documents that the project started from, and the terminology of the calculator's page.
    [Theory]
    [InlineData("Memory Allocator")]
    [InlineData("LoRA Adapters")]
    [InlineData("Speculative Decoding")]
    [InlineData("Aggressive Paged KV")]
    [InlineData("KV Cache")]
    [InlineData("Key-Value Cache")]
    [InlineData("Context Scaling")]
    [InlineData("Batch Size")]
    [InlineData("Tensor Parallelism")]
    [InlineData("Pipeline Parallelism")]
    [InlineData("Flash Attention")]
    [InlineData("Quantization")]
    [InlineData("AWQ")]
    [InlineData("GPTQ")]
    [InlineData("NF4")]
    [InlineData("ACT")]
    [InlineData("Activation Checkpointing")]
    [InlineData("Mixture of Experts")]
    [InlineData("RoPE Scaling")]
    [InlineData("LLM")]
    [InlineData("VRAM")]
    [InlineData("Parameter")]
    [InlineData("Sequence Length")]
    [InlineData("Optimizer State")]
    [InlineData("Gradient Accumulation")]
    [InlineData("LoRA")]
    [InlineData("QLoRA")]
    [InlineData("Parameter-Efficient Fine-tuning")]
    [InlineData("MHA")]
    [InlineData("MQA")]
    [InlineData("GQA")]
    public void Every_term_of_the_seeds_is_there(string term) => Assert.NotNull(GlossaryTerms.All.Find(term));

    [Fact]
    public void Several_terms_are_explained_together()
    {
        var answer = Lines.Desk.Ask("/vram-glossary gqa, mla, kv cache");
        Assert.Equal(["grouped-query attention (GQA)", "multi-head latent attention (MLA)", "KV cache"], answer.Reply.Sections.OfType<ReplySection.Lines>().Select(lines => lines.Heading));
    }

    [Theory]
    [InlineData("/vram-glossary quantisation", "quantization", "/vram-glossary term:quantization")]
    [InlineData("/vram-glossary zzzzzzzz", "/vram-glossary", "/vram-glossary")]
    public void A_term_that_nobody_knows_is_answered_with_those_near(string line, string said, string tried)
    {
        var problem = Assert.Single(Lines.Desk.Ask(line).Problems);
        Assert.Equal("term.unknown", problem.Code);
        Assert.Contains(said, problem.Expected, StringComparison.Ordinal);
        Assert.Equal(tried, problem.Try);
    }

    // Llama 3.1 8B: 32 layers, 8 key-value heads of 128 (its config.json); Llama 2 7B: 32 layers of 32 heads.
    [Theory]
    [InlineData("gqa", "128 KiB", 2L * 32 * 8 * 128 * 2)]
    [InlineData("mha", "512 KiB", 2L * 32 * 32 * 128 * 2)]
    public void Figures_in_explanations_are_arithmetic(string id, string said, long bytes)
    {
        Assert.Contains(said, GlossaryTerms.All.Find(id)!.Text, StringComparison.Ordinal);
        Assert.Equal(said, $"{bytes / 1024} KiB");
    }

    [Theory]
    [InlineData("/vram mixtral-8x7b precision:awq ctx:4096", "kv-cache", "activations", "cuda-graphs")]
    [InlineData("/vram llama-3.1-8b task:full gpus:8 zero:3", "gradients", "optimizer-states")]
    [InlineData("/vram llama-3.1-8b lang:pt", "kv-cache", "activations")]
    public void An_answer_asks_what_its_own_words_mean(string line, params string[] terms)
    {
        var answer = Lines.Desk.Ask(line);
        var asked = Assert.Single(answer.Controls().Buttons.SelectMany(group => group), button => button.Command.StartsWith("/vram-glossary term:", StringComparison.Ordinal));
        Assert.All(terms, term => Assert.Contains(term, asked.Command, StringComparison.Ordinal));
        Assert.Empty(Lines.Desk.Ask(asked.Command).Problems);
    }
}
