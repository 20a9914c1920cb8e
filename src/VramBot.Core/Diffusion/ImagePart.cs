using VramBot.Core.Estimation;
using VramBot.Core.Units;

namespace VramBot.Core.Diffusion;

/// <summary>One part of the memory at the peak.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Name">What it is called: <c>CLIP-L</c>, <c>UNet</c>.</param>
/// <param name="Size">Its size.</param>
/// <param name="Rule">The rule that gave it.</param>
/// <param name="Basis">How it is known.</param>
public sealed record ImagePart(ImagePartKind Kind, string Name, Bytes Size, string Rule, Basis Basis);
