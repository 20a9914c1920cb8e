namespace VramBot.Core.Gpus;

/// <summary>What providers take for an hour of one card, from the least to the most.</summary>
/// <param name="LowUsd">The least, in US dollars.</param>
/// <param name="HighUsd">The most.</param>
/// <param name="Date">The month in which prices were compared: <c>2026-05</c>.</param>
/// <param name="Source">Who compared them.</param>
public sealed record RentalRange(decimal LowUsd, decimal HighUsd, string Date, string Source);
