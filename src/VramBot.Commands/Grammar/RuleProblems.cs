using VramBot.Core;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Grammar;

/// <summary>Every sentence that a method, or the most users, can be refused with.</summary>
internal static class RuleProblems
{
    public static Problem Method(string saw) => new("method.unknown", saw, Tr($"`method:{LineReader.Shown(saw)}` does not work: write exact, or guide, glossary or memory-math for rules of thumb."));

    public static Problem Training(string saw) => new("method.training", saw, Tr($"`method:{LineReader.Shown(saw)}` has no formulas for training: write method:guide."));

    public static Problem With(string saw, string other) => new("method.with", other, Tr($"`method:{LineReader.Shown(saw)}` gives one figure, without `{other}`: leave one of them out."));

    public static Problem MostWith(string other) => new("users.most", other, Tr($"`users:max` and `{other}` cannot be asked together: leave one of them out."));

    public static Problem MostInside() => new("users.most", "max", Tr("`users:max` is answered by /vram: write a number here, such as users:8."));

    public static Problem MostOfWhich() => new("users.most", "max", Tr("`users:max` over several GPUs needs to know which: name them, such as gpu:2xh100."));
}
