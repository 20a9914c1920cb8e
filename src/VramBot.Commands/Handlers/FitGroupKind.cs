namespace VramBot.Commands.Handlers;

/// <summary>What models of a group have in common.</summary>
public enum FitGroupKind
{
    /// <summary>The best for anything.</summary>
    Best,

    /// <summary>At least twice as fast as the best.</summary>
    Fast,

    /// <summary>Made for code.</summary>
    Code,

    /// <summary>Found by words.</summary>
    Found,

    /// <summary>The formats of one model.</summary>
    Formats,
}
