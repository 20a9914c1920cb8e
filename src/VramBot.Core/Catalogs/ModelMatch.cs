namespace VramBot.Core.Catalogs;

/// <summary>A model found for a name as typed.</summary>
/// <param name="Entry">The model.</param>
/// <param name="Typed">What was typed.</param>
/// <param name="IsExact">Whether the name is one of the model's own; otherwise it names a repackaging or a sibling of the same shape.</param>
/// <param name="FormatHint">Id of the weight format that the typed name ends with, such as AWQ; null when it names none.</param>
public sealed record ModelMatch(ModelEntry Entry, string Typed, bool IsExact, string? FormatHint);
