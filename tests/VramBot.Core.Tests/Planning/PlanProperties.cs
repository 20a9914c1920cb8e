using FsCheck;
using FsCheck.Fluent;
using VramBot.Core.Engines;
using VramBot.Core.Planning;

namespace VramBot.Core.Tests.Planning;

/// <summary>What holds of every plan.</summary>
public sealed class PlanProperties
{
    private static readonly Config Hundreds = Config.QuickThrowOnFailure.WithMaxTest(400);

    private static readonly Gen<PlanRequest> AnyPlan =
        from served in Gen.Elements<(string Model, string Format, Engine Engine)>(
            ("llama-3.1-8b", "bf16", KnownEngines.Vllm), ("llama-3.1-70b", "fp8", KnownEngines.Vllm), ("gemma-3-27b", "bf16", KnownEngines.Vllm), ("qwen3-next-80b", "bf16", KnownEngines.Vllm),
            ("gpt-oss-120b", "mxfp4", KnownEngines.Vllm), ("deepseek-v3", "fp8-block128", KnownEngines.Sglang), ("qwen3-30b-a3b", "bf16", KnownEngines.Sglang), ("llama-3.1-8b", "fp8", KnownEngines.TensorRtLlm),
            ("qwen3-8b", "awq", KnownEngines.LmDeploy), ("llama-3.1-8b", "Q4_K_M", KnownEngines.LlamaCpp), ("qwen3-8b", "bf16", KnownEngines.Transformers))
        from gpu in Gen.Elements("h100", "h200", "a100-sxm-80gb", "l40s", "4090", "b200")
        from cards in Gen.Elements<int?>(1, 2, 4, 8, null)
        from users in Gen.Choose(1, 500)
        from share in Gen.Choose(1, 99)
        from prompt in Gen.Choose(1, 20_000)
        from output in Gen.Choose(1, 4_000)
        from longer in Gen.Choose(1, 60_000)
        from headroom in Gen.Elements<double?>(null, 0.1, 0.2)
        select Plans.Request(served.Model, served.Format, served.Engine, gpu, cards, users, (prompt, output, share / 100.0), (prompt + longer, output, 1 - (share / 100.0))) with { Headroom = headroom };

    [Fact]
    public void More_users_never_need_fewer_gpus() => Check.One(Hundreds, Prop.ForAll(AnyPlan.ToArbitrary(), plan =>
        !(Answered(plan) is { } few && Answered(With(plan, plan.Traffic.Users + 37)) is { } many) || (few.Pool.Gpus <= many.Pool.Gpus && (plan.Cards is null || few.Pool.Replicas <= many.Pool.Replicas))));

    [Fact]
    public void Longer_requests_never_leave_room_for_more() => Check.One(Hundreds, Prop.ForAll(AnyPlan.ToArbitrary(), plan =>
    {
        var fixedCards = plan with { Cards = plan.Cards ?? 8 };
        var longer = fixedCards with { Traffic = plan.Traffic with { Classes = [.. plan.Traffic.Classes.Select(each => each with { Prompt = new(each.Prompt.Count + 1000) })] } };
        return !(Answered(fixedCards) is { } before && Answered(longer) is { } after) || after.Pool.Replica.Sequences <= before.Pool.Replica.Sequences;
    }));

    [Fact]
    public void A_plan_holds_its_peak_in_its_pools_and_no_replica_less_would() => Check.One(Hundreds, Prop.ForAll(AnyPlan.ToArbitrary(), plan =>
        Answered(plan) is not { Pool: { } pool }
        || (pool.Sequences >= plan.Traffic.Peak && pool.Sequences - pool.Replica.Sequences < plan.Traffic.Peak
            && (pool.Replica.HasSlots || pool.Replica.Sequences * (double)pool.Replica.MeanSequence.Count <= pool.Replica.CacheRoom.Count))));

    [Fact]
    public void More_headroom_never_leaves_room_for_more() => Check.One(Hundreds, Prop.ForAll(AnyPlan.ToArbitrary(), plan =>
    {
        var fixedCards = plan with { Cards = plan.Cards ?? 8 };
        return !(Answered(fixedCards with { Headroom = 0.15 }) is { } little && Answered(fixedCards with { Headroom = 0.3 }) is { } much) || much.Pool.Replica.Sequences <= little.Pool.Replica.Sequences;
    }));

    private static PlanRequest With(PlanRequest plan, double users) => plan with { Traffic = plan.Traffic with { Users = users } };

    private static CapacityPlan? Answered(PlanRequest plan) => CapacityPlanner.Of(plan, Plans.Catalog) is Result<CapacityPlan>.Ok ok ? ok.Value : null;
}
