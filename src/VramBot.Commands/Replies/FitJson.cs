using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using VramBot.Commands.Grammar;
using VramBot.Commands.Handlers;
using VramBot.Core.Fitting;

namespace VramBot.Commands.Replies;

/// <summary>What runs on a card as JSON, stable for programs.</summary>
/// <remarks>
/// <code>
/// {"line", "gpu", "count", "usable_gib", "engine", "task", "groups": [{"name": "best|fast|code|found|formats",
///   "rows": [{"model", "family", "released", "parameters", "active_parameters", "precision", "ctx", "users", "total_gib", "high_gib", "free_gib", "verdict", "max_context", "max_batch",
///     "speed": {"low", "high", "total_low", "total_high", "prompt_low", "prompt_high", "bound"}, "line"}]}],
///  "smallest": {"model", "precision", "total_gib"}, "with_host": {"model", "precision", "total_gib", "host_gib", "line"}, "notes": []}
/// </code>
/// Sizes are GiB of the fullest GPU. <c>max_batch</c> is of training runs alone, <c>speed</c> of inference, in tokens a second; <c>smallest</c> is there where nothing fits.
/// </remarks>
public static class FitJson
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The whole answer.</summary>
    public static string Of(FitAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("line", answer.Line.ToString());
            json.WriteString("gpu", answer.Question.Cards.Rig.IsMixed ? answer.Question.Cards.ToString() : answer.Question.Cards.Gpu.Id);
            json.WriteNumber("count", answer.Question.Cards.Count);
            EstimateJson.WriteSize(json, "usable_gib", answer.Question.Cards.Gpu.Usable.TotalGibibytes);
            json.WriteString("engine", SuggestionLine.NameOf(answer.Engine));
            json.WriteString("task", answer.Question.Asked.Training is { } run ? ValueProblems.NameOf(run.Task) : "inference");
            WriteGroups(json, answer);
            if (answer.Smallest is { } smallest)
                WriteModel(json, "smallest", smallest);
            if (answer.WithHost is { } host)
                WriteHost(json, host);
            json.WriteStartArray("notes");
            foreach (var note in FitWords.Notes(answer))
                json.WriteStringValue(note);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteGroups(Utf8JsonWriter json, FitAnswer answer)
    {
        json.WriteStartArray("groups");
        foreach (var group in answer.Groups)
        {
            json.WriteStartObject();
            json.WriteString("name", group.Kind switch { FitGroupKind.Best => "best", FitGroupKind.Fast => "fast", FitGroupKind.Code => "code", FitGroupKind.Found => "found", _ => "formats" });
            json.WriteStartArray("rows");
            foreach (var row in group.Rows)
                Write(json, row);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, FitRow row)
    {
        var (model, fit) = (row.Found.Model, row.Found.Fit);
        json.WriteStartObject();
        json.WriteString("model", model.Id);
        json.WriteString("family", model.Family);
        json.WriteString("released", model.Released);
        json.WriteNumber("parameters", fit.Estimate.Parameters.Count);
        json.WriteNumber("active_parameters", fit.Estimate.ActiveParameters.Count);
        json.WriteString("precision", fit.Estimate.Request.Weights.Id);
        json.WriteNumber("ctx", fit.Estimate.Request.Context.Count);
        json.WriteNumber("users", fit.Estimate.Request.Sequences);
        EstimateJson.WriteSize(json, "total_gib", fit.Estimate.Total.TotalGibibytes);
        EstimateJson.WriteSize(json, "high_gib", fit.Estimate.High.TotalGibibytes);
        EstimateJson.WriteSize(json, "free_gib", fit.Free.TotalGibibytes);
        json.WriteString("verdict", fit.Verdict switch { FitVerdict.Fits => "fits", FitVerdict.Tight => "tight", _ => "does not fit" });
        if (row.MaxContext is { } context)
            json.WriteNumber("max_context", context.Count);
        else
            json.WriteNull("max_context");
        if (row.MicroBatch is { } samples)
            json.WriteNumber("max_batch", samples);
        SpeedJson.Write(json, fit);
        json.WriteString("line", row.Line.ToString());
        json.WriteEndObject();
    }

    private static void WriteModel(Utf8JsonWriter json, string name, ModelFit found)
    {
        json.WriteStartObject(name);
        json.WriteString("model", found.Model.Id);
        json.WriteString("precision", found.Fit.Estimate.Request.Weights.Id);
        EstimateJson.WriteSize(json, "total_gib", found.Fit.Estimate.Total.TotalGibibytes);
        json.WriteEndObject();
    }

    private static void WriteHost(Utf8JsonWriter json, VramAnswer host)
    {
        json.WriteStartObject("with_host");
        json.WriteString("model", host.Estimate.Request.Model.Id);
        json.WriteString("precision", host.Estimate.Request.Weights.Id);
        EstimateJson.WriteSize(json, "total_gib", host.Estimate.Total.TotalGibibytes);
        EstimateJson.WriteSize(json, "host_gib", (host.Estimate.HostWeights + host.Estimate.HostCache).TotalGibibytes);
        json.WriteString("line", host.Line.ToString());
        json.WriteEndObject();
    }
}
