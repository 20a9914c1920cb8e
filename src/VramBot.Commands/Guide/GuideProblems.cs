using VramBot.Commands.Grammar;
using VramBot.Core;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Guide;

/// <summary>Sentences with which a question to the guide can be refused.</summary>
internal static class GuideProblems
{
    public static Problem Topic(string saw, IReadOnlyCollection<string> near) => new(
        "topic.unknown",
        saw,
        near.Count > 0
            ? Tr($"The guide has no topic `{LineReader.Shown(saw)}`. The nearest: {string.Join(", ", near)}.")
            : Tr($"The guide has no topic `{LineReader.Shown(saw)}`. Topics are {string.Join(", ", GuideTopics.Names)}."));

    public static Problem Unused(string option, string saw, string topic) =>
        new($"{option}.unused", saw, Tr($"`{option}:{LineReader.Shown(saw)}` changes nothing in the topic {topic}: leave it out."));

    public static Problem NothingToSay(string topic, string saw) =>
        new("topic.empty", saw, Tr($"The topic {topic} cannot be worked out for `{LineReader.Shown(saw)}`: nothing that it compares runs there."));
}
