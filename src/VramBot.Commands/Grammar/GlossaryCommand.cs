namespace VramBot.Commands.Grammar;

/// <summary>The description of <c>/vram-glossary</c>.</summary>
public static class GlossaryCommand
{
    /// <summary>The terms of the field.</summary>
    public static CommandDescription Description { get; } = new(
        "vram-glossary",
        "The terms of the field explained",
        [new("term", "a word of the field, or several with commas between: kv cache, gqa", "kv cache") { TakesWords = true, Aliases = ["word", "t"], Default = "all terms by theme" }])
    {
        IsAside = true,
        Examples = ["/vram-glossary kv cache", "/vram-glossary term:gqa", "/vram-glossary speculative decoding", "/vram-glossary"],
    };
}
