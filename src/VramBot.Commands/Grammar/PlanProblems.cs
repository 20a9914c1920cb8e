using VramBot.Core;
using VramBot.Core.Planning;
using static System.FormattableString;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Grammar;

/// <summary>Every sentence that a value of a plan can be refused with.</summary>
internal static class PlanProblems
{
    public static Problem MissingUsers() => new("users.missing", string.Empty, Tr("Say how many sequences are in flight at once at the peak: users:40."));

    public static Problem MixedCards(string saw) => new("gpu.mixed", saw, Tr($"A replica is planned on cards of one kind, and `{LineReader.Shown(saw)}` names several: name one, such as gpu:2xh100."));

    public static Problem Tokens(string option, string saw) =>
        new($"{option}.number", saw, Tr($"`{option}:{LineReader.Shown(saw)}` is not a number of tokens from 1 to {VramReader.LongestContext:#,0}: write {option}:1500 or {option}:1k."));

    public static Problem Burst(string saw) => new("burst.number", saw, Tr($"`burst:{LineReader.Shown(saw)}` does not work: write how many times the users, from 1 to 10, such as burst:1.5."));

    public static Problem Headroom(string saw) => new("headroom.number", saw, Tr($"`headroom:{LineReader.Shown(saw)}` does not work: write percent of each card from 0 to 50, such as headroom:15."));

    public static Problem HeadroomTwice(string saw) => new("headroom.flags", saw, Tr("Both `headroom:` and --gpu-memory-utilization say how much of the card stays free: leave one of them out."));

    public static Problem LengthsTwice() => new("classes.lengths", "prompt, output", Tr("Classes say their own lengths: leave out `prompt:` and `output:`."));

    public static Problem Class(string saw) => new("classes.item", saw, Tr($"I can't read the class `{LineReader.Shown(saw)}`: write a name, prompt+output in tokens and its share, such as chat 1k+500 80%."));

    public static Problem ClassLength(string saw, string length) =>
        new("classes.length", saw, Tr($"`{LineReader.Shown(length)}` in the class `{LineReader.Shown(saw)}` is not prompt+output in tokens, from 1 to {VramReader.LongestContext:#,0} each: write 1k+500."));

    public static Problem ClassesSum(string saw, double sum) => new("classes.share", saw, Tr($"The shares of the classes come to {sum:0.##} %: they have to come to 100, or leave one of them out for the rest."));

    public static Problem ClassesMixed(string saw) => new("classes.mixed", saw, Tr("Some classes have a share in percent and some a number of sequences: give all of them the same, such as 80% and 20%, or x30 and x10."));

    public static Problem ClassesRest(string saw) => new("classes.rest", saw, Tr("Several classes have no share: leave it out of one, which gets the rest, or of all, which are then alike."));

    public static Problem ClassesMany(int count, int most) => new("classes.many", Invariant($"{count} classes"), Tr($"A plan takes at most {most} classes: join those whose lengths are near."));

    public static Problem UsersCounted(string saw, double counted) => new("users.classes", saw, Tr($"`users:{LineReader.Shown(saw)}` is not what the classes count, {counted:#,0}: leave out one of them, or write shares in percent."));

    public static Problem ContextShort(long context, RequestClass longest) => new("ctx.classes", Invariant($"{context}"), longest.Name.Length == 0
        ? Tr($"The engine would be set up for {context} tokens, but a request takes {longest.Length.Count:#,0} with its answer: make ctx as long, or leave it out.")
        : Tr($"The engine would be set up for {context} tokens, but the class {LineReader.Shown(longest.Name)} takes {longest.Length.Count:#,0} with its answer: make ctx as long, or leave it out."));
}
