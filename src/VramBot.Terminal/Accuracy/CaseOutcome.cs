using VramBot.Core.Estimation;

namespace VramBot.Terminal.Accuracy;

/// <summary>A case and what was predicted for it, or why nothing was.</summary>
internal sealed record CaseOutcome(MeasuredCase Case, IReadOnlyDictionary<string, object>? Predicted, string? Skipped)
{
    /// <summary>The estimate that the prediction was read off; null when there is none.</summary>
    public Estimate? Estimate { get; init; }

    /// <summary>Whether the source states enough for the case to be held against the estimate.</summary>
    public bool IsGraded => Case.Confidence != "low";

    /// <summary>Whether llama.cpp's own allocator was asked, without a card: exact for its buffers, silent about everything else.</summary>
    public bool IsDryRun => Case.Source == "dry-run";

    /// <summary>What was predicted for a key of the case, or null.</summary>
    public double? PredictedNumber(string key) => Predicted?.GetValueOrDefault(key) as double?;

    /// <summary>Relative errors by component: (predicted − measured) / measured.</summary>
    public IEnumerable<ComponentError> Errors()
    {
        if (Predicted is null)
            yield break;
        foreach (var (key, prediction) in Predicted)
            if (prediction is double predicted && Case.MeasuredNumber(key) is { } measured && measured > 0)
                yield return new(this, key, predicted, measured);
        if (Case.MeasuredNumber("kv_gib") is > 0 and var pool && Case.MeasuredNumber("kv_tokens") is > 0 and var tokens
            && Predicted["kv_tokens"] is double and > 0)
        {
            const double Gibibyte = 1L << 30;
            yield return new(this, "kv_bytes_per_token (kv_gib / kv_tokens)", (double)Predicted["kv_gib"] * Gibibyte / (double)Predicted["kv_tokens"], pool * Gibibyte / tokens);
        }
    }

    /// <summary>Whether the verdict was right; null when the case states none.</summary>
    public bool? VerdictIsRight() =>
        Predicted is not null && Predicted.TryGetValue("fits", out var fits) && Case.MeasuredSwitch("fits") is { } measured
            ? measured == (bool)fits
            : null;
}

/// <summary>The error of one component of one case.</summary>
internal sealed record ComponentError(CaseOutcome Outcome, string Component, double Predicted, double Measured)
{
    public double Relative => (Predicted - Measured) / Measured;
}
