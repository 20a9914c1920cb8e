using VramBot.Core.Units;

namespace VramBot.Core.Planning;

/// <summary>Requests of one kind, by the lengths that 95 of 100 of them stay under.</summary>
/// <param name="Name">What people call them: <c>chat</c>.</param>
/// <param name="Prompt">Tokens of the prompt, 95th percentile.</param>
/// <param name="Output">Tokens of the answer, 95th percentile.</param>
/// <param name="Share">Share of all sequences in flight, above 0; the shares of a traffic sum to 1.</param>
public sealed record RequestClass(string Name, TokenCount Prompt, TokenCount Output, double Share)
{
    /// <summary>Tokens that a sequence has in the cache when it ends: prompt and answer together.</summary>
    public TokenCount Length => new(Prompt.Count + Output.Count);
}
