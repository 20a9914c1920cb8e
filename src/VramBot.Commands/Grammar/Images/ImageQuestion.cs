using VramBot.Core.Diffusion;

namespace VramBot.Commands.Grammar.Images;

/// <summary>A <c>/vram</c> line about an image model, understood.</summary>
/// <param name="Request">What is to be made.</param>
public sealed record ImageQuestion(ImageRequest Request)
{
    /// <summary>The person's cards; null when none were named.</summary>
    public GpuSelection? Gpu { get; init; }

    /// <summary>Whether every card of the catalog is to be listed.</summary>
    public bool ListsAllGpus { get; init; }
}
