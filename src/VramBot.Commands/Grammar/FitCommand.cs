namespace VramBot.Commands.Grammar;

/// <summary>The description of <c>/vram-fit</c>.</summary>
public static class FitCommand
{
    /// <summary>The reverse question: what runs on a card.</summary>
    public static CommandDescription Description { get; } = new(
        "vram-fit",
        "What runs on your card: which models, at which format, with how much context, how fast",
        [
            new("gpu", "your cards: 4090, 2x3090, 4090+3090, 24GB, 8xh100, m3-max-64gb", "3060-12gb") { TakesWords = true, Aliases = ["gpus", "card"] },
            new("model", "one model: then each of its formats on this card", "qwen3-14b") { TakesWords = true, Aliases = ["m"], Default = "all models" },
            SharedOptions.Reserved,
            SharedOptions.Task,
            SharedOptions.Users,
            SharedOptions.Context with { Default = "8192, or what the model was made for; in training 2048" },
            SharedOptions.Cache,
            SharedOptions.Engine with { Default = "vllm on server cards, llama.cpp on others; in training transformers" },
            new("search", "only models that are called so, or made for it: qwen, code, vision, moe", "code") { TakesWords = true, Aliases = ["query", "q", "show"], Default = "everything" },
        ])
    {
        Examples =
        [
            "/vram-fit gpu:3060-12gb",
            "/vram-fit 2x3090 ctx:32k",
            "/vram-fit gpu:8xh100 users:16 ctx:32k",
            "/vram-fit m3-max-64gb search:vision",
            "/vram-fit gpu:4090 task:qlora",
            "/vram-fit gpu:3060-12gb model:qwen3-14b",
        ],
    };
}
