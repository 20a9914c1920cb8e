using VramBot.Core.Units;

namespace VramBot.Core.Models;

/// <summary>Which tokens an attention layer sees, and so how many its cache must keep.</summary>
/// <param name="Kind">The kind of reach.</param>
/// <param name="Window">Tokens of the window or chunk; zero for full and cross attention.</param>
public readonly record struct AttentionScope(AttentionReach Kind, TokenCount Window)
{
    /// <summary>Every token before.</summary>
    public static AttentionScope Full => new(AttentionReach.Full, default);

    /// <summary>The states of an image or an encoder, whose number does not grow with the text.</summary>
    public static AttentionScope Cross => new(AttentionReach.Cross, default);

    /// <summary>The last <paramref name="window"/> tokens.</summary>
    public static AttentionScope Sliding(TokenCount window) => new(AttentionReach.Sliding, window);

    /// <summary>The tokens of the same chunk of <paramref name="window"/> tokens.</summary>
    public static AttentionScope Chunked(TokenCount window) => new(AttentionReach.Chunked, window);
}
