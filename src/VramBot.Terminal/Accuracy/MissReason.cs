using System.Text.Json;
using System.Text.Json.Serialization;

namespace VramBot.Terminal.Accuracy;

/// <summary>Why some cases are missed: one entry of <c>misses.json</c>.</summary>
internal sealed record MissReason
{
    /// <summary>Ids of the cases; an id that ends in a star stands for all that begin so.</summary>
    public IReadOnlyList<string> Cases { get; set; } = [];

    /// <summary>The components it explains; none for all.</summary>
    public IReadOnlyList<string> Components { get; set; } = [];

    /// <summary>The reason, a sentence.</summary>
    public string Why { get; set; } = string.Empty;

    /// <summary>Whether it explains a miss.</summary>
    public bool Explains(Miss miss) =>
        (Components.Count == 0 || Components.Contains(miss.Component, StringComparer.Ordinal))
        && Cases.Any(id => id.EndsWith('*') ? miss.Id.StartsWith(id[..^1], StringComparison.Ordinal) : miss.Id == id);

    /// <summary>The reasons that lie beside a file of cases, if any do.</summary>
    public static IReadOnlyList<MissReason> Beside(string casePath)
    {
        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(casePath))!, "misses.json");
        return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllText(path), MissJson.Default.IReadOnlyListMissReason) ?? [] : [];
    }
}

/// <summary>Reads <c>misses.json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(IReadOnlyList<MissReason>))]
internal sealed partial class MissJson : JsonSerializerContext;
