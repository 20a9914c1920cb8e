using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using VramBot.Commands.Handlers;
using VramBot.Core.Diffusion;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Units;

namespace VramBot.Commands.Replies.Images;

/// <summary>An estimate of an image model as JSON, stable for programs.</summary>
/// <remarks>
/// <code>
/// {"request": {"line", "model", "precision", "width", "height", "batch", "offload", "vae", "engine", "gpu"}, "total_gib", "low_gib", "high_gib", "needed_gib", "host_gib", "per_gpu": true, "gpus": 1,
///  "parts": [{"name", "gib", "rule", "basis"}], "phases": [{"phase", "in_use_gib"}],
///  "fits": [{"gpu", "count", "usable_gib", "free_gib", "verdict", "max_batch", "max_square"}], "advice": [{"title", "command", "saves_gib", "fits"}], "assumptions": []}
/// </code>
/// <c>needed_gib</c> is what has to be there, <c>total_gib</c> what the card shows when there is room; the largest batch and square are there where a card is named that holds it.
/// </remarks>
public static class ImageJson
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The whole answer.</summary>
    public static string Of(ImageAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            WriteRequest(json, answer);
            var estimate = answer.Estimate;
            WriteSize(json, "total_gib", estimate.Total);
            WriteSize(json, "low_gib", estimate.Low);
            WriteSize(json, "high_gib", estimate.High);
            WriteSize(json, "needed_gib", estimate.Needed);
            WriteSize(json, "host_gib", estimate.Host);
            json.WriteBoolean("per_gpu", true);
            json.WriteNumber("gpus", 1);
            WriteParts(json, estimate);
            WriteFits(json, answer);
            WriteAdvice(json, answer);
            json.WriteStartArray("assumptions");
            foreach (var assumption in ImageFooter.Assumptions(answer))
                json.WriteStringValue(assumption);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteRequest(Utf8JsonWriter json, ImageAnswer answer)
    {
        var request = answer.Estimate.Request;
        json.WriteStartObject("request");
        json.WriteString("line", answer.Line.ToString());
        json.WriteString("model", request.Model.Id);
        json.WriteString("precision", request.Weights.Id);
        json.WriteNumber("width", request.Size.Width);
        json.WriteNumber("height", request.Size.Height);
        json.WriteNumber("batch", request.Batch);
        json.WriteString("offload", request.Offload switch { ImageOffload.Model => "model", ImageOffload.Sequential => "sequential", _ => "none" });
        json.WriteString("vae", request.Decoding switch { ImageDecoding.Tiled => "tiled", ImageDecoding.Sliced => "sliced", _ => "full" });
        json.WriteString("engine", request.Loader == ImageLoader.ComfyUi ? "comfyui" : "diffusers");
        json.WriteString("gpu", answer.Question.Gpu?.ToString());
        json.WriteEndObject();
    }

    private static void WriteParts(Utf8JsonWriter json, ImageEstimate estimate)
    {
        json.WriteStartArray("parts");
        foreach (var part in estimate.Parts)
        {
            json.WriteStartObject();
            json.WriteString("name", part.Name);
            WriteSize(json, "gib", part.Size);
            json.WriteString("rule", part.Rule);
            json.WriteString("basis", part.Basis switch { Basis.Exact => "exact", Basis.Derived => "derived", _ => "calibrated" });
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("phases");
        foreach (var phase in estimate.Phases)
        {
            json.WriteStartObject();
            json.WriteString("phase", phase.Phase switch { ImagePhase.Encoding => "encoding", ImagePhase.Denoising => "denoising", _ => "decoding" });
            WriteSize(json, "in_use_gib", phase.InUse + estimate.Context);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFits(Utf8JsonWriter json, ImageAnswer answer)
    {
        json.WriteStartArray("fits");
        foreach (var fit in answer.Own is { } own ? [own] : answer.Fits)
        {
            json.WriteStartObject();
            json.WriteString("gpu", fit.Gpu.Id);
            json.WriteNumber("count", 1);
            WriteSize(json, "usable_gib", fit.Gpu.Visible);
            WriteSize(json, "free_gib", fit.Free);
            json.WriteString("verdict", fit.Verdict switch { FitVerdict.Fits => "fits", FitVerdict.Tight => "tight", _ => "does not fit" });
            if (answer.MostAtOnce > 0)
            {
                json.WriteNumber("max_batch", answer.MostAtOnce);
                json.WriteNumber("max_square", answer.LargestSquare);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAdvice(Utf8JsonWriter json, ImageAnswer answer)
    {
        json.WriteStartArray("advice");
        foreach (var suggestion in answer.Suggestions)
        {
            var line = ImageSuggestionLine.Of(answer.Line, suggestion);
            json.WriteStartObject();
            json.WriteString("title", line.Text);
            json.WriteString("command", line.Command);
            WriteSize(json, "saves_gib", suggestion.Saves);
            json.WriteBoolean("fits", suggestion.Fit.Verdict == FitVerdict.Fits);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSize(Utf8JsonWriter json, string name, Bytes size) => json.WriteNumber(name, Math.Round(size.TotalGibibytes, 6));
}
