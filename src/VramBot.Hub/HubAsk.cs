using VramBot.Core.Languages;

namespace VramBot.Hub;

/// <summary>A model that somebody asks for.</summary>
/// <param name="Id">Which.</param>
public sealed record HubAsk(HubId Id)
{
    /// <summary>The quantization wanted of a repository that has several, as typed: <c>Q4_K_M</c>; null for the usual one.</summary>
    public string? Precision { get; init; }

    /// <summary>Who asks, in the platform's own words, for the limit that each has; null where there is none.</summary>
    public string? Person { get; init; }

    /// <summary>The language that problems are told in.</summary>
    public Language Language { get; init; } = Language.English;
}
