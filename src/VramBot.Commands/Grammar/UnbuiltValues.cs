namespace VramBot.Commands.Grammar;

/// <summary>Tells the values of options whose effect is not built yet that change nothing.</summary>
internal static class UnbuiltValues
{
    /// <summary>Whether a value is what the option does when it is left out: then there is nothing that could be ignored.</summary>
    public static bool ChangesNothing(string option, string value) => (option, value.ToLowerInvariant()) is ("method", "exact");
}
