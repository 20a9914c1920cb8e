using System.Collections.Immutable;
using VramBot.Hub.Checkpoints;

namespace VramBot.Hub.Safetensors;

/// <summary>What the header of a safetensors file says.</summary>
/// <param name="Tensors">Every tensor, in the order of the header.</param>
/// <param name="Metadata">The free-form texts beside them, as far as they are short.</param>
/// <param name="DataLength">Bytes of all tensors.</param>
internal sealed record SafetensorsHeader(ImmutableArray<StoredTensor> Tensors, ImmutableDictionary<string, string> Metadata, long DataLength);
