using FsCheck;
using FsCheck.Fluent;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Estimation.Training.Presets;
using VramBot.Core.Units;
using VramBot.Testing;

namespace VramBot.Core.Tests.Estimation.Training;

/// <summary>What holds for every model, framework and switch of a training run.</summary>
public sealed class TrainingProperties
{
    private static readonly Config TenThousand = Config.QuickThrowOnFailure.WithMaxTest(10_000);

    private static readonly Gen<EstimateRequest> AnyRequest =
        from model in Gen.Elements(ShippedCatalogs.Catalog.Models.All.Where(model => model.Network is not null).ToArray())
        from engine in Gen.Elements(KnownEngines.All.All.Where(engine => engine.Trains).ToArray())
        from task in Gen.Elements(TrainingTasks.All.ToArray())
        from gpu in Gen.Elements([null, .. ShippedCatalogs.Catalog.Gpus.All])
        from length in Gen.Choose(1, 100_000)
        from batch in Gen.Choose(1, 64)
        from accumulation in Gen.Elements(1, 1, 2, 16)
        from ranks in Gen.Elements(1, 1, 2, 8)
        from tensor in Gen.Elements(1, 1, 2)
        from rank in Gen.Choose(1, 256)
        from targets in Gen.Elements(AdapterTargets.AllLinear, AdapterTargets.QueryValue, AdapterTargets.Attention)
        from optimizer in Gen.Elements(Enum.GetValues<OptimizerKind>())
        from checkpointing in Gen.Elements(Enum.GetValues<Checkpointing>())
        from sharding in Gen.Elements(Enum.GetValues<Sharding>())
        from offload in Gen.Elements(Enum.GetValues<TrainingOffload>())
        let preset = TrainingPresets.Of(engine.At(), task, ranks)
        select Requests.Of(model.Id, task == TrainingTask.QuantizedLowRank ? "nf4-dq" : "bf16", length, engine) with
        {
            Sequences = batch,
            Gpu = gpu,
            Parallelism = new(tensor, 1) { Copies = ranks },
            Training = preset with
            {
                Adapter = preset.Adapter is { } adapter ? adapter with { Rank = rank, Targets = targets } : null,
                Optimizer = optimizer,
                Checkpointing = checkpointing,
                Accumulation = accumulation,
                Sharding = ranks == 1 ? Sharding.None : sharding,
                Offload = offload,
            },
        };

    [Fact]
    public void An_answer_lies_in_its_band_and_is_the_sum_of_its_parts() => Check.One(TenThousand, Prop.ForAll(AnyRequest.ToArbitrary(), request =>
        Estimated(request) is var estimate && estimate.Low <= estimate.Total && estimate.Total <= estimate.High
            && estimate.Total.Count == estimate.Parts.Sum(part => part.Size.Count) && estimate.Parts.All(part => part.Size >= Bytes.Zero)));

    [Fact]
    public void The_peak_is_the_largest_moment_and_the_card_shows_what_is_reserved_and_the_context() => Check.One(TenThousand, Prop.ForAll(AnyRequest.ToArbitrary(), request =>
    {
        var estimate = Estimated(request);
        var peak = estimate.Peak!;
        return (peak.Allocated == peak.Moments.Max(moment => moment.Allocated) && peak.Moments.Contains((peak.Moment, peak.Allocated)) && peak.Allocated <= peak.Reserved
            && estimate.Total == peak.Reserved + estimate[PartKind.Context] + estimate[PartKind.NonTorch])
            .Label($"{request.Model.Id}, {request.Engine}, {request.Training}: {peak.Allocated} allocated, {peak.Reserved} reserved; {Sizes(estimate)}");
    }));

    [Fact]
    public void Longer_samples_never_need_less() => Check.One(TenThousand, Prop.ForAll(AnyRequest.ToArbitrary(), request =>
        NeverLess(request, request with { Context = new(request.Context.Count + 1) })));

    [Fact]
    public void Larger_micro_batches_never_need_less() => Check.One(TenThousand, Prop.ForAll(AnyRequest.ToArbitrary(), request =>
        NeverLess(request, request with { Sequences = request.Sequences + 1 })));

    /// <summary>8-bit optimizers keep matrices of fewer than 4,096 weights in 32 bit, which a higher rank leaves behind.</summary>
    [Fact]
    public void A_higher_rank_never_needs_less() => Check.One(TenThousand, Prop.ForAll(AnyRequest.Where(request => request.Training is { Adapter: not null, Optimizer: not (OptimizerKind.AdamW8Bit or OptimizerKind.PagedAdamW8Bit or OptimizerKind.PagedAdamW or OptimizerKind.Lion8Bit) }).ToArbitrary(), request =>
        NeverLess(request, request with { Training = request.Training! with { Adapter = request.Training.Adapter! with { Rank = request.Training.Adapter.Rank + 1 } } })));

    [Fact]
    public void Adding_up_micro_batches_never_needs_less() => Check.One(TenThousand, Prop.ForAll(AnyRequest.ToArbitrary(), request =>
        NeverLess(request with { Training = request.Training! with { Accumulation = 1 } }, request with { Training = request.Training! with { Accumulation = 4 } })));

    private static Property NeverLess(EstimateRequest less, EstimateRequest more)
    {
        var (one, other) = (Estimated(less), Estimated(more));
        return (one.Total <= other.Total).Label($"{less.Model.Id} on {less.Engine}, {less.Sequences} × {less.Context}, {less.Gpu?.Id}, {less.Parallelism}: {less.Training}\n{Sizes(one)}\n{Sizes(other)}");
    }

    private static string Sizes(Estimate estimate) => $"{estimate.Peak!.Moment}: {string.Join(", ", estimate.Parts.Select(part => $"{part.Kind} {part.Size}"))}";

    private static Estimate Estimated(EstimateRequest request) => Requests.Estimate(request);
}
