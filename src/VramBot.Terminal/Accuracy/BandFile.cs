using System.Text.Encodings.Web;
using System.Text.Json;
using VramBot.Core.Estimation.Bands;

namespace VramBot.Terminal.Accuracy;

/// <summary>Writes the rows of bands as JSON, one a line, so that a change reads well.</summary>
internal static class BandFile
{
    public static string Text(IEnumerable<BandRow> rows)
    {
        var json = new BandJson(new JsonSerializerOptions(BandJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        return $"[\n  {string.Join(",\n  ", rows.Select(row => JsonSerializer.Serialize(row, json.BandRow)))}\n]\n";
    }
}
