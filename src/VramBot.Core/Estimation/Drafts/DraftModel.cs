using VramBot.Core.Catalogs;
using VramBot.Core.Formats;

namespace VramBot.Core.Estimation.Drafts;

/// <summary>A small model that guesses tokens for a large one to check (speculative decoding).</summary>
/// <param name="Model">The draft.</param>
/// <param name="Weights">The format of its weights; null for that of the model that it drafts for.</param>
public sealed record DraftModel(ModelEntry Model, WeightFormat? Weights = null);
