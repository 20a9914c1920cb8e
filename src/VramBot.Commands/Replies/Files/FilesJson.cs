using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using VramBot.Commands.Handlers;
using VramBot.Core.Units;

namespace VramBot.Commands.Replies.Files;

/// <summary>What a model's own files alone say, as JSON, stable for programs.</summary>
/// <remarks>
/// <code>
/// {"request": {"line", "model", "gpu", "depth": "weights"}, "weights_gib", "largest_gib", "parts": [{"name", "gib"}], "types": [{"type", "gib"}],
///  "fits": [{"gpu", "count", "usable_gib", "free_gib", "holds_weights"}], "quantizations": [], "source", "notes": []}
/// </code>
/// There is no <c>total_gib</c>: what comes beside the weights could not be told. <c>largest_gib</c> is the largest of a pipeline's models.
/// </remarks>
public static class FilesJson
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The whole answer.</summary>
    public static string Of(FilesAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteStartObject("request");
            json.WriteString("line", answer.Line.ToString());
            json.WriteString("model", answer.Model.Id);
            json.WriteString("gpu", answer.Gpu?.ToString());
            json.WriteString("depth", "weights");
            json.WriteEndObject();
            WriteSize(json, "weights_gib", answer.Files.Weights);
            WriteSize(json, "largest_gib", answer.Largest);
            WriteSizes(json, "parts", "name", answer.Files.Parts);
            WriteSizes(json, "types", "type", answer.Files.Types);
            WriteFits(json, answer);
            WriteTexts(json, "quantizations", answer.Files.Quantizations);
            json.WriteString("source", answer.Files.Source);
            WriteTexts(json, "notes", answer.Files.Notes);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteFits(Utf8JsonWriter json, FilesAnswer answer)
    {
        json.WriteStartArray("fits");
        foreach (var fit in answer.Own is { } own ? [own] : answer.Holding)
        {
            json.WriteStartObject();
            json.WriteString("gpu", fit.Gpu.Id);
            json.WriteNumber("count", fit.Count);
            WriteSize(json, "usable_gib", fit.Gpu.Visible);
            WriteSize(json, "free_gib", fit.Free);
            json.WriteBoolean("holds_weights", fit.Holds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSizes(Utf8JsonWriter json, string list, string name, IEnumerable<(string Name, Bytes Size)> sizes)
    {
        json.WriteStartArray(list);
        foreach (var (what, size) in sizes)
        {
            json.WriteStartObject();
            json.WriteString(name, what);
            WriteSize(json, "gib", size);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string list, IEnumerable<string> texts)
    {
        json.WriteStartArray(list);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteSize(Utf8JsonWriter json, string name, Bytes size) => json.WriteNumber(name, Math.Round(size.TotalGibibytes, 6));
}
