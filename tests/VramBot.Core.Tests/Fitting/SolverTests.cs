using FsCheck;
using FsCheck.Fluent;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;
using VramBot.Core.Tests.Estimation;
using VramBot.Core.Units;
using VramBot.Testing;

namespace VramBot.Core.Tests.Fitting;

/// <summary>Solvers are exact inverses of the estimate: the answer fits, one step more does not.</summary>
public sealed class SolverTests
{
    private const int Requested = 2_000;

    private static readonly Gpu[] Cards = [.. ShippedCatalogs.Catalog.Gpus.All.Where(gpu => gpu.Vendor == GpuVendor.Nvidia && gpu is { IsUnified: false, ComputeCapability: >= 7 })];

    private static readonly Gen<(EstimateRequest Request, Rig Rig)> Any =
        from model in Gen.Elements(ShippedCatalogs.Catalog.Models.All.Where(model => model is { Network: not null, IsComplete: true }).ToArray())
        from engine in Gen.Elements(KnownEngines.LlamaCpp, KnownEngines.Ollama, KnownEngines.Vllm, KnownEngines.Vllm, KnownEngines.Sglang, KnownEngines.Transformers)
        from format in engine.RunsGguf ? Gen.Elements("gguf-q8_0", "gguf-q4_k_m", "gguf-iq3_xxs") : Gen.Elements("bf16", "fp8", "awq-int4-g128")
        from context in Gen.Choose(1, 65_536)
        from users in Gen.Choose(1, 32)
        from gpu in Gen.Elements(Cards)
        from other in Gen.Elements(Cards)
        from count in Gen.Elements(1, 1, 2, 4, 8)
        from mixed in Gen.Elements(false, false, true)
        select (Requests.Of(model.Id, format, context, engine) with { Sequences = users }, mixed ? Rig.Of([gpu, other]) : Rig.Of(gpu, count));

    [Fact]
    public void The_longest_context_fits_and_one_token_more_does_not() => Holds(asked =>
    {
        if (FitFinder.Find(asked.Request, asked.Rig) is not Result<GpuFit>.Ok { Value: var fit })
            return true;
        var most = Math.Max(asked.Request.Model.MaxContext.Count, asked.Request.Context.Count);
        return FitFinder.MaxContext(fit) is { } longest
            ? Fits(asked.Request with { Context = longest }, asked.Rig) && (longest.Count == most || !Fits(asked.Request with { Context = new TokenCount(longest.Count + 1) }, asked.Rig))
            : !Fits(asked.Request with { Context = new(1) }, asked.Rig);
    });

    [Fact]
    public void The_most_users_fit_and_one_more_does_not() => Holds(asked =>
    {
        if (FitFinder.Find(asked.Request, asked.Rig) is not Result<GpuFit>.Ok { Value: var fit })
            return true;
        return UserLimit.Of(fit) is { } users
            ? Fits(asked.Request with { Sequences = users }, asked.Rig) && (users == UserLimit.Most || !Fits(asked.Request with { Sequences = users + 1 }, asked.Rig))
            : !Fits(asked.Request with { Sequences = 1 }, asked.Rig);
    });

    [Fact]
    public void The_best_format_leaves_room_and_no_better_one_does() => Holds(asked =>
    {
        var ladder = FormatLadders.For(asked.Request.Model, asked.Request.Engine.Engine, ShippedCatalogs.Catalog);
        var verdicts = ladder.Select(format => Verdict(asked.Request with { Weights = format }, asked.Rig)).ToList();
        return WhatFits.Best([.. ladder.Select(format => asked.Request with { Weights = format })], asked.Rig) is { } best
            ? verdicts[ladder.IndexOf(best.Estimate.Request.Weights)] == best.Verdict && verdicts.Take(ladder.IndexOf(best.Estimate.Request.Weights)).All(verdict => verdict is null or > FitVerdict.Fits)
            : verdicts.Count == 0 || verdicts[^1] is null or FitVerdict.DoesNotFit;
    });

    [Fact]
    public void The_fewest_cards_hold_it_and_one_fewer_does_not() => Holds(asked => LeastCards.Of(asked.Request, asked.Rig.Gpu) is not { } least
        || (least.Verdict != FitVerdict.DoesNotFit && (least.Count == 1 || !Fits(asked.Request, Rig.Of(asked.Rig.Gpu, least.Count - 1)))));

    private static void Holds(Func<(EstimateRequest Request, Rig Rig), bool> property) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(Requested), Prop.ForAll(Any.ToArbitrary(), asked => property(asked).Label($"{asked.Request.Model.Id} {asked.Request.Weights.Id} {asked.Request.Engine} ctx {asked.Request.Context} users {asked.Request.Sequences} on {asked.Rig}")));

    private static bool Fits(EstimateRequest request, Rig rig) => Verdict(request, rig) is not (null or FitVerdict.DoesNotFit);

    private static FitVerdict? Verdict(EstimateRequest request, Rig rig) => FitFinder.Find(request, rig) is Result<GpuFit>.Ok { Value.Verdict: var verdict } ? verdict : null;
}
