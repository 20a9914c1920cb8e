using System.Collections.Immutable;
using VramBot.Core.Units;

namespace VramBot.Hub;

/// <summary>A LoRA adapter, as its adapter_config.json describes it.</summary>
/// <param name="Rank">Its rank.</param>
/// <param name="Targets">The projections that it changes, as it names them: <c>q_proj</c>; one entry <c>all-linear</c> for every linear layer.</param>
/// <param name="Base">The model that it was made for; null where it names none that can be read.</param>
/// <param name="Size">Bytes of its own tensors; null when its files were not read.</param>
public sealed record HubAdapter(int Rank, ImmutableArray<string> Targets, HubId? Base, Bytes? Size);
