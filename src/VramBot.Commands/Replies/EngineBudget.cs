using System.Globalization;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies;

/// <summary>Words what a serving engine takes of named cards, beside what the request needs.</summary>
internal static class EngineBudget
{
    /// <summary>What it takes, the pool as the engine prints it, and the share that would be enough; or why it would not start as it comes.</summary>
    public static IEnumerable<string> Of(GpuFit fit)
    {
        var estimate = fit.Estimate;
        var engine = estimate.Request.Engine.Engine.Label;
        if (estimate.Refusal is { } refusal && fit.Verdict != FitVerdict.DoesNotFit)
            yield return (estimate.Request.Settings == estimate.Request.Engine.Engine.Defaults ? Tr($"As it comes, {engine} would not start: {refusal}") : Tr($"With these switches, {engine} would not start: {refusal}")) + Enough(estimate);
        else if (estimate.Refusal is not null && fit.Free >= Bytes.Zero && Enough(estimate) is { Length: > 0 } enough)
            yield return enough.TrimStart();
        else if (estimate is { Takes: { } takes, Pool: { } pool, Refusal: null } && takes > estimate.Total)
            yield return $"{Takes(fit, takes)}: {Tr($"KV cache {Figures.Tokens(pool.Tokens)} tokens, maximum concurrency {Times(pool.MaximumConcurrency)}x at {Figures.Tokens(estimate.Request.Context)}.")}{Enough(estimate)}";
    }

    private static string Takes(GpuFit fit, Bytes takes)
    {
        var engine = fit.Estimate.Request.Engine.Engine.Label;
        return fit.Count == 1
            ? Tr($"On the {GpuNames.Of(fit.Gpu)} {engine} takes {Figures.Gibibytes(takes)} GiB")
            : Tr($"On {GpuNames.Of(fit.Rig)} {engine} takes {Figures.Gibibytes(takes)} GiB of each");
    }

    private static string Times(double times) => times.ToString(times < 100 ? "0.0" : "#,0", CultureInfo.CurrentCulture);

    private static string Enough(Estimate estimate) => estimate.LeastUtilization is <= 1 and var share
        ? Tr($" This request needs a utilization of {Math.Ceiling(share * 100) / 100:0.00}.")
        : string.Empty;
}
