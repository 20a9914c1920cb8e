namespace VramBot.Core.Diffusion;

/// <summary>How far published runs lie from their estimates: measured / estimated − 1.</summary>
/// <remarks>Read off tests/cases/diffusion.jsonl; a test computes them again and says when they have moved.</remarks>
public static class ImageErrors
{
    /// <summary>Published runs behind the figures.</summary>
    public const int Cases = 49;

    /// <summary>The 5th percentile.</summary>
    public const double Low = -0.017;

    /// <summary>The middle of the errors' sizes.</summary>
    public const double Typical = 0.025;

    /// <summary>The 95th percentile.</summary>
    public const double High = 0.309;
}
