using VramBot.Core;

namespace VramBot.Commands.Grammar;

/// <summary>Checks the values of options whose effect is not built yet, so that a mistyped value is called one.</summary>
internal static class UnbuiltValues
{
    /// <summary>Whether a value is what the option does when it is left out: then there is nothing that could be ignored.</summary>
    public static bool ChangesNothing(string option, string value) => (option, value.ToLowerInvariant()) is ("budget", "none") or ("method", "exact");

    public static Problem? Check(string option, string value) => option switch
    {
        "budget" => Numbers.Count(value.TrimStart('$')) is >= 1 ? null : ValueProblems.Choice(option, value, "write US dollars, such as 2000"),
        _ => null,
    };
}
