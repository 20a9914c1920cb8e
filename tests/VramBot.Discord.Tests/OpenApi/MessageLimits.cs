using System.Globalization;
using System.Text.Json;

namespace VramBot.Discord.Tests.OpenApi;

/// <summary>The limits of a message that no schema states.</summary>
/// <remarks>Source: Discord's documentation, resources/message (embed limits), components/reference.</remarks>
internal static class MessageLimits
{
    private const int AllEmbeds = 6_000;
    private const int Rows = 5;
    private const int ComponentsV2 = 32_768;
    private const int MostComponents = 40;
    private const int MostText = 4_000;
    private const int MostFiles = 10;

    /// <summary>What is wrong with a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="files">The names of files that come with it.</param>
    /// <param name="isNew">Whether it is a new one; an edit says only what changes.</param>
    public static IEnumerable<string> ProblemsOf(JsonElement message, IReadOnlyList<string> files, bool isNew)
    {
        var isV2 = message.TryGetProperty("flags", out var flags) && flags.ValueKind == JsonValueKind.Number && (flags.GetInt64() & ComponentsV2) != 0;
        var attached = List(message, "attachments").Select(file => Text(file, "filename")).Concat(files).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. isNew && IsEmpty(message, files) ? ["an empty message (50006)"] : Array.Empty<string>(),
            .. EmbedProblems(List(message, "embeds").ToList(), attached),
            .. isV2 ? NewComponentProblems(message) : RowProblems(List(message, "components").ToList()),
            .. ComponentLimits.ProblemsOf(List(message, "components")),
            .. MentionProblems(message),
            .. FileProblems(message, files, isNew),
        ];
    }

    /// <summary>The elements of a list, or none.</summary>
    public static IEnumerable<JsonElement> List(JsonElement node, string name) => node.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    /// <summary>A text without the white space around it; empty when there is none.</summary>
    public static string Text(JsonElement node, string name) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()!.Trim() : string.Empty;

    /// <summary>How many characters a text has.</summary>
    public static int Length(string text) => text.EnumerateRunes().Count();

    private static bool IsEmpty(JsonElement message, IReadOnlyList<string> files) =>
        Text(message, "content").Length == 0 && files.Count == 0 && !List(message, "embeds").Any() && !List(message, "components").Any() && !message.TryGetProperty("poll", out _);

    private static IEnumerable<string> EmbedProblems(List<JsonElement> embeds, HashSet<string> attached)
    {
        var sum = embeds.Sum(SizeOf);
        if (sum > AllEmbeds)
            yield return $"{sum} characters over all embeds, at most {AllEmbeds}";
        foreach (var (index, embed) in embeds.Index())
        {
            if (SizeOf(embed) == 0 && Picture(embed, "image").Length == 0 && Picture(embed, "thumbnail").Length == 0)
                yield return $"embed {index} is empty";
            foreach (var field in List(embed, "fields").Where(field => Text(field, "name").Length == 0 || Text(field, "value").Length == 0))
                yield return $"embed {index} has a blank field: {field.GetRawText()}";
            foreach (var picture in new[] { Picture(embed, "image"), Picture(embed, "thumbnail") }.Where(picture => picture.StartsWith("attachment://", StringComparison.Ordinal)))
                if (!attached.Contains(picture["attachment://".Length..]))
                    yield return $"embed {index} shows {picture}, which is not attached";
        }
    }

    private static int SizeOf(JsonElement embed) =>
        Length(Text(embed, "title")) + Length(Text(embed, "description"))
        + (embed.TryGetProperty("footer", out var footer) ? Length(Text(footer, "text")) : 0)
        + (embed.TryGetProperty("author", out var author) ? Length(Text(author, "name")) : 0)
        + List(embed, "fields").Sum(field => Length(Text(field, "name")) + Length(Text(field, "value")));

    private static string Picture(JsonElement embed, string name) => embed.TryGetProperty(name, out var picture) ? Text(picture, "url") : string.Empty;

    private static IEnumerable<string> RowProblems(List<JsonElement> rows)
    {
        if (rows.Count > Rows)
            yield return $"{rows.Count} rows of components, at most {Rows}";
        foreach (var row in rows.Where(row => row.GetProperty("type").GetInt32() != ComponentLimits.Row))
            yield return $"a component of type {row.GetProperty("type")} outside of a row";
    }

    private static IEnumerable<string> NewComponentProblems(JsonElement message)
    {
        foreach (var field in new[] { "content", "embeds", "poll" })
            if (message.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null)
                yield return $"{field} beside components of the new kind";
        var all = ComponentLimits.All(List(message, "components")).ToList();
        if (all.Count > MostComponents)
            yield return $"{all.Count} components, at most {MostComponents}";
        var text = all.Where(component => component.GetProperty("type").GetInt32() == ComponentLimits.TextDisplay).Sum(component => Length(Text(component, "content")));
        if (text > MostText)
            yield return $"{text} characters in text displays, at most {MostText}";
    }

    private static IEnumerable<string> MentionProblems(JsonElement message)
    {
        if (!message.TryGetProperty("allowed_mentions", out var allowed) || allowed.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (var kind in List(allowed, "parse").Select(kind => kind.GetString()!).Where(kind => List(allowed, kind).Any()))
            yield return $"allowed_mentions both parses and lists {kind}";
    }

    private static IEnumerable<string> FileProblems(JsonElement message, IReadOnlyList<string> files, bool isNew)
    {
        if (files.Count > MostFiles)
            yield return $"{files.Count} files, at most {MostFiles}";
        foreach (var name in files.Where(name => name.Length == 0 || name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('.' or '-' or '_'))))
            yield return $"a file named \"{name}\"";
        foreach (var attachment in List(message, "attachments"))
            if (isNew && !(ulong.TryParse(attachment.GetProperty("id").ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id < (ulong)files.Count))
                yield return $"attachment {attachment.GetProperty("id")} without its file";
    }
}
