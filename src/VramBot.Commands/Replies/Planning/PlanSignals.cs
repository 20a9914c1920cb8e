using VramBot.Core.Engines;
using VramBot.Core.Planning;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies.Planning;

/// <summary>How it shows that more arrives than was planned: what the engine does then, and the metric that tells it first.</summary>
/// <remarks>
/// Source: vLLM, "Production Metrics" (vllm:num_requests_waiting, vllm:num_preemptions; a counter's name ends in _total where it is exported), and "Optimization and Tuning", preemption by computing
/// again; SGLang, "Production Metrics" (sglang:num_queue_reqs); llama.cpp, tools/server/README.md (llamacpp:requests_deferred).
/// </remarks>
internal static class PlanSignals
{
    public static string Of(ServingPool pool) => pool.Replica.Estimate.Request.Engine.Kind switch
    {
        EngineKind.Vllm => Tr("Signs that more come than it holds: requests wait (vllm:num_requests_waiting), then some are preempted and computed again (vllm:num_preemptions_total). Out of memory while long prompts are read: lower --max-num-batched-tokens."),
        EngineKind.Sglang => Tr("Signs that more come than it holds: requests wait (sglang:num_queue_reqs), then some are retracted and computed again. Out of memory while long prompts are read: lower --chunked-prefill-size."),
        _ when pool.Replica.HasSlots => Tr("Signs that more come than it holds: requests wait for a slot (llama-server shows llamacpp:requests_deferred), and answers start late."),
        _ => Tr("Signs that more come than it holds: requests wait or are refused, and answers start late."),
    };
}
