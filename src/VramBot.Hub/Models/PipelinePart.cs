using VramBot.Core.Units;

namespace VramBot.Hub;

/// <summary>One of the models of a diffusers pipeline.</summary>
/// <param name="Name">Its folder: <c>transformer</c>, <c>vae</c>, <c>text_encoder</c>.</param>
/// <param name="Class">Its class: <c>FluxTransformer2DModel</c>.</param>
/// <param name="Size">Bytes of its weights' files; zero for parts without weights, such as schedulers.</param>
public sealed record PipelinePart(string Name, string Class, Bytes Size);
