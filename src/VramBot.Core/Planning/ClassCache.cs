using VramBot.Core.Units;

namespace VramBot.Core.Planning;

/// <summary>What one sequence of a class takes in a replica's cache.</summary>
/// <param name="Class">The class.</param>
/// <param name="Size">Bytes on each GPU: whole pages, windows and states as the engine keeps them.</param>
public sealed record ClassCache(RequestClass Class, Bytes Size);
