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

    /// <summary>Whether the source leaves out what decides the figure, such as how tensors were split: its error is then not the estimate's, and makes no band.</summary>
    public bool Unstated { get; set; }

    /// <summary>Whether it explains a miss of a case's component.</summary>
    public bool Explains(string caseId, string component) =>
        (Components.Count == 0 || Components.Contains(component, StringComparer.Ordinal))
        && Cases.Any(id => id.EndsWith('*') ? caseId.StartsWith(id[..^1], StringComparison.Ordinal) : caseId == id);

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
