using VramBot.Core;

namespace VramBot.Commands.Grammar;

/// <summary>Checks the values of options whose effect is not built yet, so that a mistyped value is called one.</summary>
internal static class UnbuiltValues
{
    public const int HighestRank = 4096;

    /// <summary>Whether a value is what the option does when it is left out: then there is nothing that could be ignored.</summary>
    public static bool ChangesNothing(string option, string value) => (option, value.ToLowerInvariant()) is
        ("budget", "none") or ("task", "inference") or ("method", "exact");

    public static Problem? Check(string option, string value) => option switch
    {
        "rank" => Number(option, value, HighestRank),
        "accum" => Number(option, value, VramReader.MostSequences),
        "seq" => Numbers.Tokens(value) is >= 1 and <= VramReader.LongestContext ? null : ValueProblems.Choice(option, value, "write a number of tokens such as 2048 or 4k"),
        "zero" => Numbers.Count(value) is >= 0 and <= 3 ? null : ValueProblems.Choice(option, value, "ZeRO has the stages 0, 1, 2 and 3"),
        "budget" => Numbers.Count(value.TrimStart('$')) is >= 1 ? null : ValueProblems.Choice(option, value, "write US dollars, such as 2000"),
        "checkpointing" => value.ToLowerInvariant() is "on" or "off" or "selective" or "full" or "none" or "offload" ? null : ValueProblems.Choice(option, value, "write on, off or selective"),
        "optimizer" => value.ToLowerInvariant() is "adamw" or "adamw-8bit" or "paged-adamw-8bit" or "adafactor" or "sgd" or "lion" or "lomo" or "galore" or "muon"
            ? null
            : ValueProblems.Choice(option, value, "write adamw, adamw-8bit, adafactor, sgd, lion, lomo, galore or muon"),
        _ => null,
    };

    private static Problem? Number(string option, string value, int most) => Numbers.Count(value) is { } number and >= 1 && number <= most ? null : ValueProblems.Count(option, value, most);
}
