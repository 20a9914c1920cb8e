namespace VramBot.Commands.Guide;

/// <summary>What topics of the guide are about, in the order in which they are listed.</summary>
internal enum GuideTheme
{
    /// <summary>How much memory models take.</summary>
    Sizes,

    /// <summary>Formats, and what else makes them smaller.</summary>
    Formats,

    /// <summary>Cards.</summary>
    Cards,

    /// <summary>Training.</summary>
    Training,

    /// <summary>Serving, and what goes wrong.</summary>
    Serving,
}
