namespace VramBot.Core.Estimation;

/// <summary>How a size is known.</summary>
public enum Basis
{
    /// <summary>Counted: the sum of what is stored.</summary>
    Exact,

    /// <summary>Computed from the engine's own rule.</summary>
    Derived,

    /// <summary>Read off measurements.</summary>
    Calibrated,
}
