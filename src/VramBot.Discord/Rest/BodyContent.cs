using System.Globalization;
using System.Net.Http.Headers;

namespace VramBot.Discord.Rest;

/// <summary>A body in the form that it travels in: JSON alone, or a form with the JSON first and the files after it.</summary>
internal static class BodyContent
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Makes it; it can be sent once.</summary>
    public static HttpContent Of(DiscordBody body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (body.Files.IsDefaultOrEmpty)
            return JsonPart(body.Json);
        var form = new MultipartFormDataContent { { JsonPart(body.Json), "payload_json" } };
        foreach (var (index, file) in body.Files.Index())
        {
            var part = new ReadOnlyMemoryContent(file.Content);
            part.Headers.ContentType = new(file.MediaType);
            form.Add(part, string.Create(CultureInfo.InvariantCulture, $"files[{index}]"), file.Name);
        }

        return form;
    }

    private static ReadOnlyMemoryContent JsonPart(ReadOnlyMemory<byte> json)
    {
        var part = new ReadOnlyMemoryContent(json);
        part.Headers.ContentType = Json;
        return part;
    }
}
