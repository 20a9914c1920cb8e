namespace VramBot.Commands.Grammar;

/// <summary><c>/vram-plan</c>: how many GPUs a traffic needs.</summary>
public static class PlanCommand
{
    /// <summary>The command.</summary>
    public static CommandDescription Description { get; } = new(
        "vram-plan",
        "How many GPUs and replicas serve so many users, step by step, with cache, cold start and cost",
        [
            SharedOptions.Model,
            new("users", "sequences in flight at once at the peak", "40") { Aliases = ["sequences", "concurrency", "batch"] },
            new("prompt", "tokens of the prompt that 95 of 100 requests stay under", "7k") { Aliases = ["input", "in"], Default = "3584, or what ctx leaves" },
            new("output", "tokens of the answer that 95 of 100 requests stay under", "1k") { Aliases = ["answer", "out"], Default = "512, or what ctx leaves" },
            new("classes", "several kinds: name prompt+output share, in quotes: \"chat 1k+500 80%, rag 8k+500 20%\"", "\"chat 1k+500 80%, long 60k+2k 20%\"") { TakesWords = true, Aliases = ["class", "mix"], Default = "one class of prompt and output" },
            SharedOptions.Gpu with { Summary = "cards of one replica: h100, 2xh100, 80GB", Example = "2xh100", Default = "the card whose plan is the best; of a named card as many a replica as need the fewest in all" },
            SharedOptions.Precision with { Default = "what the model ships as" },
            SharedOptions.Cache with { Summary = "cache format: fp16 bf16 fp8 q8_0 q4_0, or keys/values" },
            new("ctx", "tokens that the engine is set up for (max_model_len): 8k, 128k, max", "32k") { Aliases = ["context", "c", "length"], Default = "the longest class" },
            new("burst", "how many times the users have to be held when more come: 1 to 10", "2") { Default = "1.5" },
            new("headroom", "percent of each card that stays free: 10", "10") { Default = "the engine's own reserve; 10 where it has none" },
            SharedOptions.Engine with { Summary = "vllm sglang tensorrt-llm lmdeploy llama.cpp ollama …, with a release: vllm@0.11", Default = "told by the switches or the format, newest version" },
            SharedOptions.TensorParallel with { Default = "chosen to need the fewest GPUs" },
            SharedOptions.PipelineParallel with { Default = "1, or what the model's heads ask for" },
            SharedOptions.Flags,
        ])
    {
        Examples =
        [
            "/vram-plan llama-3.1-70b users:40 prompt:7k output:1k gpu:h100",
            "/vram-plan model:llama-3.3-70b precision:fp8 gpu:2xh100 users:60 classes:\"chat 1k+500 80%, rag 8k+500 15%, long 60k+2k 5%\"",
            "/vram-plan qwen3-30b-a3b users:20 prompt:3k output:1k burst:2 headroom:15",
            "/vram-plan llama-3.1-8b precision:Q4_K_M gpu:4090 users:6 prompt:3k output:1k",
        ],
    };

    /// <summary>Tokens of a prompt that is not named: with the output's, the 4,096 of an estimate.</summary>
    public const long DefaultPrompt = 3584;

    /// <summary>Tokens of an answer that is not named.</summary>
    public const long DefaultOutput = 512;
}
