using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using VramBot.Chat;
using VramBot.Chat.Checkups;

namespace VramBot.App.Doctor;

/// <summary>What was found, for people and for programs.</summary>
internal static class DoctorReport
{
    private const int VerdictWidth = 9;

    /// <summary>A line for each thing, and under it what to do where something is to be done.</summary>
    public static string Text(ImmutableArray<Finding> findings)
    {
        var width = findings.Max(finding => finding.Check.Length) + 2;
        var text = new StringBuilder();
        foreach (var finding in findings)
        {
            text.Append(Word(finding.Verdict).PadRight(VerdictWidth)).Append(finding.Check.PadRight(width)).Append(finding.Says).Append('\n');
            if (finding.Remedy is { } remedy)
                text.Append(' ', VerdictWidth + width).Append("→ ").Append(remedy).Append('\n');
        }

        return text.Append('\n').Append(string.Join(", ", Enum.GetValues<Verdict>().Reverse().Select(verdict => $"{findings.Count(finding => finding.Verdict == verdict)} {Word(verdict)}"))).Append('\n').ToString();
    }

    /// <summary>The same as one JSON object.</summary>
    public static string Json(ImmutableArray<Finding> findings)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("version", BotVersion.Text);
            json.WriteString("verdict", Word(findings.Max(finding => finding.Verdict)));
            json.WriteStartArray("findings");
            foreach (var finding in findings)
            {
                json.WriteStartObject();
                json.WriteString("check", finding.Check);
                json.WriteString("verdict", Word(finding.Verdict));
                json.WriteString("says", finding.Says);
                json.WriteString("remedy", finding.Remedy);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Fine => "fine",
        Verdict.Warning => "warning",
        _ => "broken",
    };
}
