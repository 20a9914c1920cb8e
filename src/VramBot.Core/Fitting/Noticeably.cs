namespace VramBot.Core.Fitting;

/// <summary>What counts as a difference.</summary>
internal static class Noticeably
{
    /// <summary>A format of as good as the same rate is no other choice.</summary>
    public const double Fewer = 0.95;
}
