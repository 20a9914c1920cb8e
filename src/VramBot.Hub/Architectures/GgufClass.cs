using System.Text.Json.Nodes;

namespace VramBot.Hub.Architectures;

/// <summary>An architecture of llama.cpp: the class of config.json whose rule it follows, and what of it the file's metadata says otherwise or not at all.</summary>
/// <param name="Class">The class.</param>
internal sealed record GgufClass(string Class)
{
    /// <summary>Where a file names a window without saying which layers it is for: of so many layers one sees everything. Zero where llama.cpp has no such rule.</summary>
    public int Every { get; init; }

    /// <summary>Whether that layer is the first of them, not the last.</summary>
    public bool FullFirst { get; init; }

    /// <summary>What only this architecture says in its own words.</summary>
    public Action<GgufWords, JsonObject>? Words { get; init; }
}
