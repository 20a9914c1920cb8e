namespace VramBot.Discord.Messages;

/// <summary>The framed part of a message.</summary>
internal sealed record Embed
{
    /// <summary>The heading, at most 256 characters.</summary>
    public string? Title { get; init; }

    /// <summary>The body in Discord's markdown, at most 4,096 characters.</summary>
    public string? Description { get; init; }

    /// <summary>The colour of its edge, 0xRRGGBB.</summary>
    public int? Color { get; init; }

    /// <summary>Small print.</summary>
    public EmbedFooter? Footer { get; init; }
}
