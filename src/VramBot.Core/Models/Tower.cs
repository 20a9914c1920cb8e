using VramBot.Core.Units;

namespace VramBot.Core.Models;

/// <summary>A vision or audio encoder with its projector; kept in 16 bit by every engine.</summary>
/// <param name="Kind">What it is, in words.</param>
/// <param name="Parameters">Its weights.</param>
public sealed record Tower(string Kind, ParameterCount Parameters);
