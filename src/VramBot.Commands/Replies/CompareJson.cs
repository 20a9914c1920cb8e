using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using VramBot.Commands.Grammar;
using VramBot.Commands.Handlers;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;

namespace VramBot.Commands.Replies;

/// <summary>A comparison as JSON, stable for programs.</summary>
/// <remarks>
/// <code>
/// {"line", "compared": [{"label", "line", "model", "parameters", "active_parameters", "precision", "perplexity_increase_pct", "perplexity_model", "engine", "kv", "ctx", "users", "task",
///   "total_gib", "low_gib", "high_gib", "weights_gib", "kv_gib", "rest_gib", "gpus", "fit": {"gpu", "count", "usable_gib", "free_gib", "verdict", "max_context", "speed": {"low", "high", …}}, "best"}], "notes": []}
/// </code>
/// Sizes are GiB of the fullest GPU. <c>fit</c> is on the named cards, or on the smallest common ones that hold it, and null when none do. <c>kv_gib</c> holds recurrent states too, in training gradients,
/// optimizer states and adapters. What cannot be estimated has <c>problem</c> instead of figures.
/// </remarks>
public static class CompareJson
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The whole comparison.</summary>
    public static string Of(CompareAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("line", answer.Line.ToString());
            json.WriteStartArray("compared");
            foreach (var item in answer.Items)
                Write(json, item, ReferenceEquals(item, answer.Best));
            json.WriteEndArray();
            json.WriteStartArray("notes");
            foreach (var note in CompareNotes.Of(answer))
                json.WriteStringValue(note);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter json, ComparedItem item, bool best)
    {
        json.WriteStartObject();
        json.WriteString("label", item.Label);
        json.WriteString("line", item.Compared.Line.ToString());
        if (item.Problem is { } problem)
            json.WriteString("problem", problem.Expected);
        if (item.Estimate is { } estimate)
            Write(json, estimate);
        WriteFit(json, item);
        json.WriteBoolean("best", best);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Estimate estimate)
    {
        var request = estimate.Request;
        json.WriteString("model", request.Model.Id);
        json.WriteNumber("parameters", estimate.Parameters.Count);
        json.WriteNumber("active_parameters", estimate.ActiveParameters.Count);
        json.WriteString("precision", request.Weights.Id);
        if (FormatQuality.Least(request.Weights) is { PerplexityIncreasePercent: { } loss } least)
        {
            json.WriteNumber("perplexity_increase_pct", loss);
            json.WriteString("perplexity_model", least.Model);
        }

        json.WriteString("engine", SuggestionLine.NameOf(request.Engine));
        json.WriteString("kv", request.Keys.Id == request.Values.Id ? request.Keys.Id : $"{request.Keys.Id}/{request.Values.Id}");
        json.WriteNumber("ctx", request.Context.Count);
        json.WriteNumber("users", request.Sequences);
        json.WriteString("task", request.Training is { } run ? ValueProblems.NameOf(run.Task) : "inference");
        EstimateJson.WriteSize(json, "total_gib", estimate.Total.TotalGibibytes);
        EstimateJson.WriteSize(json, "low_gib", estimate.Low.TotalGibibytes);
        EstimateJson.WriteSize(json, "high_gib", estimate.High.TotalGibibytes);
        var (weights, kept) = (estimate[PartKind.Weights], ComparedParts.Kept(estimate));
        EstimateJson.WriteSize(json, "weights_gib", weights.TotalGibibytes);
        EstimateJson.WriteSize(json, "kv_gib", kept.TotalGibibytes);
        EstimateJson.WriteSize(json, "rest_gib", (estimate.Total - weights - kept).TotalGibibytes);
        json.WriteNumber("gpus", request.Parallelism.Gpus);
    }

    private static void WriteFit(Utf8JsonWriter json, ComparedItem item)
    {
        if ((item.Own ?? item.Smallest) is not { } fit)
        {
            json.WriteNull("fit");
            return;
        }

        json.WriteStartObject("fit");
        json.WriteString("gpu", fit.Gpu.Id);
        json.WriteNumber("count", fit.Count);
        EstimateJson.WriteSize(json, "usable_gib", fit.Usable.TotalGibibytes);
        EstimateJson.WriteSize(json, "free_gib", fit.Free.TotalGibibytes);
        json.WriteString("verdict", fit.Verdict switch { FitVerdict.Fits => "fits", FitVerdict.Tight => "tight", _ => "does not fit" });
        if (item.MaxContext is { } context)
            json.WriteNumber("max_context", context.Count);
        else
            json.WriteNull("max_context");
        SpeedJson.Write(json, item.Own);
        json.WriteEndObject();
    }
}
