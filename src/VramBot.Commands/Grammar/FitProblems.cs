using VramBot.Core;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Grammar;

/// <summary>Sentences with which the question what fits can be refused.</summary>
internal static class FitProblems
{
    public static Problem MissingCard() => new("gpu.missing", string.Empty, Tr("Say which card: a name such as gpu:3060-12gb or gpu:2x3090, or its memory, such as gpu:24GB."));

    public static Problem OnlyCount(string saw) => new("gpu.missing", saw, Tr($"`gpu:{LineReader.Shown(saw)}` does not say which cards: write for example gpu:2x3090 or gpu:2x24GB."));

    public static Problem Words(string saw) => new("search.none", saw, Tr($"No model is called `{LineReader.Shown(saw)}`, or made for it. Names, families and code, vision, moe, speech, embedding, mathematics or medicine can be searched."));
}
