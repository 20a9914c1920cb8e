using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Estimation;

namespace VramBot.Terminal.Accuracy;

/// <summary>Estimates measured cases and says how far off the estimates are.</summary>
internal sealed class AccuracyReport(Catalog catalog)
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly CaseRequest requests = new(catalog);

    public CaseOutcome Estimate(MeasuredCase measured)
    {
        switch (requests.Of(measured))
        {
            case Result<EstimateRequest>.Ok(var request):
                return Estimator.Estimate(request) switch
                {
                    Result<Estimate>.Ok(var estimate) => new(measured, Prediction.Of(request, estimate, measured, requests.KnowsWeights(measured)), null) { Estimate = estimate },
                    Result<Estimate>.Rejected(var problems) => new(measured, null, problems[0].Expected),
                    _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
                };
            case Result<EstimateRequest>.Rejected(var problems):
                return new(measured, null, problems[0].Expected);
            default:
                throw new InvalidOperationException("A result is either an answer or a rejection.");
        }
    }

    /// <summary>One line a case: <c>{"id", "predicted": {…}}</c>, or <c>"skipped"</c> with the reason.</summary>
    public static string Json(CaseOutcome outcome)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            writer.WriteStartObject();
            writer.WriteString("id", outcome.Case.Id);
            writer.WriteStartObject("predicted");
            foreach (var (key, value) in outcome.Predicted ?? new Dictionary<string, object>())
            {
                if (value is bool fits)
                    writer.WriteBoolean(key, fits);
                else if (value is double number)
                    writer.WriteNumber(key, Math.Round(number, key is "kv_tokens" or "kv_bytes_per_token" ? 0 : 6));
            }

            writer.WriteEndObject();
            writer.WriteString("skipped", outcome.Skipped);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>The table of errors by component, engine and task, the verdicts, and what was left out and why.</summary>
    public static string Text(IReadOnlyList<CaseOutcome> outcomes)
    {
        var text = new StringBuilder();
        foreach (var low in new[] { false, true })
        {
            var graded = outcomes.Where(outcome => outcome.Case.Confidence == "low" == low).ToList();
            if (graded.Count == 0)
                continue;
            text.AppendLine(CultureInfo.InvariantCulture, $"{(low ? "Low" : "High and medium")} confidence: {graded.Count} cases, {graded.Count(outcome => outcome.Skipped is null)} estimated");
            text.AppendLine("component                                engine         task        count   median      p90  >5 % low  worst");
            foreach (var group in graded.SelectMany(outcome => outcome.Errors()).GroupBy(error => (error.Component, error.Outcome.Case.Runtime, error.Outcome.Case.Task)).OrderBy(group => group.Key))
                Append(text, group.Key.Component, group.Key.Runtime, group.Key.Task, [.. group]);
            AppendVerdicts(text, graded);
            text.AppendLine();
        }

        foreach (var group in outcomes.Where(outcome => outcome.Skipped is not null).GroupBy(outcome => outcome.Skipped!).OrderByDescending(group => group.Count()))
            text.AppendLine(CultureInfo.InvariantCulture, $"Not estimated, {group.Count()}: {group.Key}: {string.Join(", ", group.Select(outcome => outcome.Case.Id))}");
        return text.ToString();
    }

    /// <summary>The value below which a share of the sorted values lies (nearest rank).</summary>
    public static double Percentile(IReadOnlyList<double> sorted, double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];

    private static void Append(StringBuilder text, string component, string engine, string task, ComponentError[] errors)
    {
        var sorted = errors.Select(error => Math.Abs(error.Relative)).Order().ToList();
        var worst = errors.MaxBy(error => Math.Abs(error.Relative))!;
        var under = errors.Count(error => error.Relative < -0.05) / (double)errors.Length;
        text.AppendLine(CultureInfo.InvariantCulture, $"{component,-40} {engine,-14} {task,-10} {errors.Length,6} {Percentile(sorted, 0.5),8:P2} {Percentile(sorted, 0.9),8:P2} {under,8:P1}   {worst.Outcome.Case.Id}: {worst.Predicted:G6} for {worst.Measured:G6} ({worst.Relative:+0.0 %;-0.0 %})");
    }

    private static void AppendVerdicts(StringBuilder text, IEnumerable<CaseOutcome> outcomes)
    {
        var judged = outcomes.Where(outcome => outcome.VerdictIsRight() is not null).ToList();
        if (judged.Count == 0)
            return;
        var wrong = judged.Where(outcome => outcome.VerdictIsRight() == false).Select(outcome => outcome.Case.Id).ToList();
        text.AppendLine(CultureInfo.InvariantCulture, $"verdicts: {judged.Count - wrong.Count} of {judged.Count} right{(wrong.Count > 0 ? $"; wrong: {string.Join(", ", wrong)}" : string.Empty)}");
    }
}
