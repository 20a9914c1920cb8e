using VramBot.Core.Units;

namespace VramBot.Core.Catalogs;

/// <summary>A number of weights as the publisher states it.</summary>
/// <param name="Parameters">The number.</param>
/// <param name="IsRounded">Whether it is a round figure (<c>7B</c>) rather than a count.</param>
/// <param name="IncludesMultiTokenPrediction">Whether it counts the next-token layers.</param>
/// <param name="TextOnly">Whether it leaves the vision tower out.</param>
/// <param name="Source">Where it stands; null when it stands with the other facts.</param>
public sealed record PublishedCount(ParameterCount Parameters, bool IsRounded, bool IncludesMultiTokenPrediction, bool TextOnly, string? Source);
