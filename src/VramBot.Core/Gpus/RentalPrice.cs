namespace VramBot.Core.Gpus;

/// <summary>What a provider takes for an hour of one card.</summary>
/// <param name="OnDemandUsd">US dollars an hour for a card that stays until it is given back.</param>
/// <param name="SpotUsd">US dollars an hour for one that may be taken away; null when not offered.</param>
/// <param name="Provider">Who rents it out.</param>
/// <param name="Date">The month in which the price was read: <c>2026-03</c>.</param>
/// <param name="Source">Where it stands.</param>
public sealed record RentalPrice(decimal OnDemandUsd, decimal? SpotUsd, string Provider, string Date, string Source);
