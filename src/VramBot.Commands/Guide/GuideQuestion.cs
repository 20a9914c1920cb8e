using VramBot.Commands.Grammar;

namespace VramBot.Commands.Guide;

/// <summary>A <c>/vram-guide</c> line understood.</summary>
/// <param name="Topic">The topic; null for the list of them.</param>
internal sealed record GuideQuestion(GuideTopic? Topic)
{
    /// <summary>The model as it was typed; null for the topic's own examples.</summary>
    public string? Model { get; init; }

    /// <summary>The cards as they were typed; null for the topic's own examples.</summary>
    public string? Gpu { get; init; }

    /// <summary>The cards.</summary>
    public GpuSelection? Cards { get; init; }
}
