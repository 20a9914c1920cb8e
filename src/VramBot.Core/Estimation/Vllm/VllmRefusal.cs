using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation.Vllm;

/// <summary>Why vLLM does not come up on a card with given switches.</summary>
/// <remarks>
/// <para>The pool is what is left of the budget: none, or less than one request of max_model_len needs, and it stops with a message.</para>
/// <para>At the start the whole budget must be free: what other programs have may not reach into it (v1/worker/gpu_worker.py, init_device).</para>
/// <para>Hybrids: graphs are captured with a state for each sequence, so max_num_seqs may not exceed the pages of a state group.</para>
/// <para>What lies on top of the budget (context, before 0.21 graphs, V0's states) is not reserved: beyond the card's memory it dies.</para>
/// <para>
/// V0's states come last, at the first request: by default a tenth of the card is left to others, and they must stay out of it (AI21-Jamba-1.5-Mini died so, beside
/// other processes).
/// </para>
/// <para>Source: vllm-project/vllm, v1/core/kv_cache_utils.py (check_enough_kv_cache_memory), v1/worker/gpu_model_runner.py.</para>
/// </remarks>
internal static class VllmRefusal
{
    private const double DefaultShare = 0.9;

    public static string? Of(EstimateRequest request, VllmDefaults defaults, VllmCache cache, CachePool pool, Bytes takes, Bytes states)
    {
        if (pool.Size <= Bytes.Zero)
            return Tr($"nothing of its budget is left for a cache at a utilization of {defaults.Utilization:0.##}.");
        if (pool.Size < cache.OneRequest())
            return Tr($"the cache that its budget leaves, {pool.Size}, is smaller than one request of {request.Context.Count} tokens needs, {cache.OneRequest()}.");
        if (cache.HasStates && !request.Settings.EnforceEager && cache.StatesIn(pool.Size) < defaults.Sequences)
            return Tr($"it needs a state for each of max_num_seqs {defaults.Sequences} sequences and has room for {cache.StatesIn(pool.Size)}: lower max_num_seqs.");
        if (states > Bytes.Zero && takes > request.Gpu!.Visible.Scale(DefaultShare))
            return Tr($"V0 makes {states} of recurrent states at the first request, beyond its budget and into the tenth of the card that it leaves to others: lower the utilization.");
        if (request.Gpu!.OtherUse > Bytes.Zero && request.Gpu.Total.Scale(defaults.Utilization) > request.Gpu.Visible)
            return Tr($"a utilization of {defaults.Utilization:0.##} is {request.Gpu.Total.Scale(defaults.Utilization)}, and other programs leave {request.Gpu.Visible}: lower the utilization.");
        return takes > request.Gpu.Visible
            ? Tr($"it takes {takes} in all, more than the card has ({request.Gpu.Visible}): lower the utilization.")
            : null;
    }
}
