using VramBot.Commands.Guide;

namespace VramBot.Commands.Grammar;

/// <summary>The description of <c>/vram-guide</c>.</summary>
public static class GuideCommand
{
    /// <summary>The tables of a guide to GPU memory, each worked out when it is asked for.</summary>
    public static CommandDescription Description { get; } = new(
        "vram-guide",
        "A guide to GPU memory whose tables are worked out for your model and cards",
        [
            new("topic", "quick kv gguf gpus cloud lora zero faq …; left out, all topics are listed", "kv") { TakesWords = true, Aliases = ["about", "show"], Choices = GuideTopics.Names, Default = "the list of topics" },
            new("model", "the model that the topic is worked out for", "llama-3.1-8b") { TakesWords = true, Aliases = ["m"], Default = "a usual one" },
            new("gpu", "the cards that the topic is worked out for: 4090, 2x3090, 8xh100", "4090") { TakesWords = true, Aliases = ["gpus", "card"], Default = "usual ones" },
        ])
    {
        Examples =
        [
            "/vram-guide",
            "/vram-guide quick",
            "/vram-guide kv model:qwen3-8b",
            "/vram-guide gguf model:qwen3-14b gpu:3060-12gb",
            "/vram-guide zero model:llama-3.3-70b gpu:8xh100",
            "/vram-guide steps",
        ],
    };
}
