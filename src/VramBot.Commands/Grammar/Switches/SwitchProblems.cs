using VramBot.Core;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Grammar.Switches;

/// <summary>Every sentence that a switch can be refused with.</summary>
internal static class SwitchProblems
{
    public static Problem NoTable(string saw, string engine) => new("flags.engine", saw, Tr($"Switches of {engine} are not read here; say it with the options of /vram-help."));

    public static Problem Empty(string saw) => new("flags.empty", saw, Tr($"There is no switch in `{Shown(saw)}`. They look as the engine takes them: flags:\"--max-num-seqs 64 --enforce-eager\"."));

    public static Problem Stray(string saw) => new("flags.stray", saw, Tr($"I don't know what to do with `{Shown(saw)}` among the switches."));

    public static Problem Unknown(string saw, string engine, string? near) =>
        new("flags.unknown", saw, near is null ? Tr($"{engine} has no switch `{Shown(saw)}` that I know.") : Tr($"{engine} has no switch `{Shown(saw)}` that I know. Did you mean {near}?"));

    public static Problem OtherEngine(string saw, string engine, string owner, string ownerId) =>
        new("flags.engine", saw, Tr($"`{Shown(saw)}` is a switch of {owner}, not of {engine}; to ask for {owner}, write engine:{ownerId}."));

    public static Problem OptionName(string saw, string option, string example) =>
        new("flags.unknown", saw, Tr($"`{Shown(saw)}` is an option here, written {option}:{example}, not a switch."));

    public static Problem NeedsTask(string saw) =>
        new("flags.task", saw, Tr($"`{Shown(saw)}` is a switch of training: say what is trained, task:lora, task:qlora, task:full or task:pretrain."));

    public static Problem Value(string saw, string expected) => new("flags.value", saw, Tr($"`{Shown(saw)}` does not work: {expected}."));

    public static Problem Twice(string saw, string name) => new("flags.twice", saw, Tr($"`{Shown(name)}` is there twice with different values; say it once."));

    public static Problem Contradiction(string saw, string option, string value) =>
        new("flags.contradiction", saw, Tr($"`{option}:{Shown(value)}` and `{Shown(saw)}` contradict each other; say one of them."));

    public static Problem TooFewSequences(string saw, int users) => new("flags.contradiction", saw, Tr($"`users:{users}` and `{Shown(saw)}` contradict each other: no more sequences than that run at once."));

    public static Problem Unbuilt(string saw) => new("option.unbuilt", saw, Tr($"What `{Shown(saw)}` does to the memory is not there yet; leave it out for now."));

    public static Problem SaidOtherwise(string saw, string option) => new("flags.option", saw, Tr($"`{Shown(saw)}` is said with the option `{option}:` here."));

    public static Problem Pattern(string saw, string why) =>
        new("flags.value", saw, Tr($"`{Shown(saw)}` {Tr(why)}: only patterns that put routed experts on the CPU are estimated, such as -ot exps=CPU, or --n-cpu-moe 20."));

    private static string Shown(string text) => LineReader.Shown(text);
}
