using VramBot.Core.Units;

namespace VramBot.Core.Models;

/// <summary>Layers after the last that predict further tokens; engines load them only for speculative decoding.</summary>
/// <param name="Layers">How many.</param>
/// <param name="Parameters">Their weights.</param>
public sealed record MultiTokenPrediction(int Layers, ParameterCount Parameters);
