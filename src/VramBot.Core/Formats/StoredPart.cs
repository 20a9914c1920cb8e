using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Formats;

/// <summary>What one part of a checkpoint takes in its files.</summary>
/// <param name="Layer">The layer from zero; −1 outside the layers.</param>
/// <param name="Holds">Whether tensors of a role belong to it.</param>
/// <param name="Size">The bytes of its tensors.</param>
public sealed record StoredPart(int Layer, Func<TensorRole, bool> Holds, Bytes Size);
