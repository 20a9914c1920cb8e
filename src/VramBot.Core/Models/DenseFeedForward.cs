namespace VramBot.Core.Models;

/// <summary>A feed-forward block: up, down, and a gate where the activation is gated (SwiGLU, GeGLU).</summary>
/// <param name="InnerSize">Width between the projections, i.</param>
/// <param name="Gated">Whether there is a gate projection.</param>
/// <param name="Bias">Whether the projections add biases.</param>
public sealed record DenseFeedForward(int InnerSize, bool Gated, bool Bias);
