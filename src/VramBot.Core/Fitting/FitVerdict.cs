namespace VramBot.Core.Fitting;

/// <summary>Whether a request runs on a GPU.</summary>
public enum FitVerdict
{
    /// <summary>It fits with the headroom to spare, even at the upper end of the band.</summary>
    Fits,

    /// <summary>It fits as estimated, but the upper end of the band or a little other use could tip it over.</summary>
    Tight,

    /// <summary>It does not.</summary>
    DoesNotFit,
}
