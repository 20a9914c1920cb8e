using System.Text.Json;
using VramBot.Core;

namespace VramBot.Terminal.Accuracy;

/// <summary>Reads a file of measured cases, one JSON object a line.</summary>
internal static class CaseFile
{
    public static Result<IReadOnlyList<MeasuredCase>> Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Problem("cases.file", path, $"{path} cannot be read: {exception.Message}");
        }

        var cases = new List<MeasuredCase>(lines.Length);
        for (var index = 0; index < lines.Length; index++)
        {
            if (string.IsNullOrWhiteSpace(lines[index]))
                continue;
            try
            {
                if (JsonSerializer.Deserialize(lines[index], AccuracyJson.Default.MeasuredCase) is { Id.Length: > 0, Model.Length: > 0 } measured)
                    cases.Add(measured);
                else
                    return new Problem("cases.line", $"{path}:{index + 1}", $"{path}, line {index + 1}: a case has at least an id and a model.");
            }
            catch (JsonException exception)
            {
                return new Problem("cases.line", $"{path}:{index + 1}", $"{path}, line {index + 1}: {exception.Message}");
            }
        }

        return new Result<IReadOnlyList<MeasuredCase>>.Ok(cases);
    }
}
