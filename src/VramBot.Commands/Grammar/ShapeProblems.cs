using VramBot.Core;
using VramBot.Core.Catalogs;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Grammar;

/// <summary>Every sentence that a model given by numbers can be refused with.</summary>
internal static class ShapeProblems
{
    public static Problem Size(string saw) => new(
        "params.number", saw, Tr($"`params:{LineReader.Shown(saw)}` is no size: write billions such as 70b, or 0.5b, from {TypicalModel.LeastBillions} to {TypicalModel.MostBillions}."));

    public static Problem KnownModel(string option, string saw, string model) => new(
        $"{option}.model", saw, Tr($"`{option}:{LineReader.Shown(saw)}` is for a model given by numbers, and {model} is known: leave it out, or write a size such as 7b instead of the name."));

    public static Problem TwoSizes(string saw, string model) => new(
        "params.twice", saw, Tr($"Both `{LineReader.Shown(model)}` and `params:{LineReader.Shown(saw)}` say the size: leave one of them out."));

    public static Problem Heads(string saw, int heads) => new(
        "kv-heads.divide", saw, Tr($"`kv-heads:{LineReader.Shown(saw)}` does not divide the {heads} query heads: groups of them share a head of keys and values. `heads:` says how many there are."));

    public static Problem TooFewParameters(string size) => new(
        "params.shape", size, Tr($"These numbers leave no weights for the feed-forward blocks of a model of {size}: fewer layers, a smaller hidden size, or more parameters would."));
}
