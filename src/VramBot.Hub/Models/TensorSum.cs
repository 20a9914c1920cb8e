using VramBot.Core.Units;

namespace VramBot.Hub;

/// <summary>The tensors of one part of one layer, of one type, added up.</summary>
/// <param name="Place">The part.</param>
/// <param name="Layer">The layer from zero; −1 outside the layers.</param>
/// <param name="Type">The element type, as the file names it.</param>
/// <param name="Tensors">How many tensors.</param>
/// <param name="Elements">Their elements; packed integers hold several weights each.</param>
/// <param name="Size">Their bytes.</param>
public sealed record TensorSum(TensorPlace Place, int Layer, string Type, int Tensors, long Elements, Bytes Size);
