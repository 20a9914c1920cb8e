using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace VramBot.Discord.Tests.Loopback;

/// <summary>Reads a request as Discord would, and notes what is wrong with its form.</summary>
internal static class RestReader
{
    public static async Task<RestRequest> ReadAsync(HttpRequest request, string basePath)
    {
        var problems = new List<string>();
        var files = new List<RestFile>();
        using var memory = new MemoryStream();
        await request.Body.CopyToAsync(memory);
        var body = memory.ToArray();
        JsonElement? json = null;
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType == "multipart/form-data")
            json = await ReadFormAsync(body, HeaderUtilities.RemoveQuotes(type.Boundary).Value!, files, problems);
        else if (body.Length > 0)
            json = ReadJson(body, request.ContentType, problems);
        return new(request.Method, request.Path.Value![basePath.Length..])
        {
            Query = request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal),
            Headers = request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Json = json,
            Files = files,
            FormProblems = problems,
            Timestamp = Stopwatch.GetTimestamp(),
        };
    }

    private static JsonElement? ReadJson(byte[] body, string? mediaType, List<string> problems)
    {
        if (mediaType is not ("application/json" or "application/json; charset=utf-8"))
            problems.Add($"a body of {mediaType}");
        try
        {
            return JsonElement.Parse(body);
        }
        catch (JsonException exception)
        {
            problems.Add($"no JSON: {exception.Message}");
            return null;
        }
    }

    private static async Task<JsonElement?> ReadFormAsync(byte[] body, string boundary, List<RestFile> files, List<string> problems)
    {
        JsonElement? json = null;
        var reader = new MultipartReader(boundary, new MemoryStream(body));
        while (await reader.ReadNextSectionAsync() is { } section)
        {
            var disposition = section.GetContentDispositionHeader();
            var name = HeaderUtilities.RemoveQuotes(disposition?.Name ?? default).Value ?? string.Empty;
            using var memory = new MemoryStream();
            await section.Body.CopyToAsync(memory);
            if (name == "payload_json")
            {
                if (files.Count > 0)
                    problems.Add("payload_json comes after a file");
                json = ReadJson(memory.ToArray(), section.ContentType, problems);
                continue;
            }

            if (name != $"files[{files.Count}]")
                problems.Add($"a part named {name}");
            files.Add(new(name, HeaderUtilities.RemoveQuotes(disposition?.FileName ?? default).Value ?? string.Empty, section.ContentType ?? string.Empty, memory.ToArray()));
        }

        if (json is null)
            problems.Add("no payload_json");
        return json;
    }
}
