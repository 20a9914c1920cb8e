namespace VramBot.Core.Models;

/// <summary>The small scorer that picks which tokens sparse attention reads; it caches one key row a token.</summary>
/// <param name="Heads">Scoring heads.</param>
/// <param name="HeadDim">Width of a scoring head, and of the cached key.</param>
public sealed record SparseIndexer(int Heads, int HeadDim);
