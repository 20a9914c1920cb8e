using VramBot.Core.Units;

namespace VramBot.Core.Models;

/// <summary>Weights that only this architecture has, counted by their source.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Parameters">How many.</param>
public sealed record ExtraTensors(string Name, ParameterCount Parameters);
