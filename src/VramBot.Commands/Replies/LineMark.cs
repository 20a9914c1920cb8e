namespace VramBot.Commands.Replies;

/// <summary>The verdict that a line carries; said in words too, for those who cannot see the sign.</summary>
public enum LineMark
{
    /// <summary>No verdict.</summary>
    None,

    /// <summary>It fits.</summary>
    Fits,

    /// <summary>It fits without much to spare.</summary>
    Tight,

    /// <summary>It does not.</summary>
    DoesNotFit,
}
