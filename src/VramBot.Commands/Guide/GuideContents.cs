using VramBot.Commands.Replies;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Guide;

/// <summary>The list of topics, a line and a button each.</summary>
internal static class GuideContents
{
    /// <summary>The list; a model or cards that were named go with each topic that takes them.</summary>
    public static Reply Of(GuideQuestion question) => new(Tr("Guide to GPU memory"))
    {
        Headline = Tr($"{GuideTopics.All.Length} topics, each worked out when it is asked for"),
        Sections =
        [
            .. GuideTopics.All.GroupBy(topic => topic.Theme)
                .Select(theme => new ReplySection.Lines(Heading(theme.Key), [.. theme.Select(topic => GuideWords.Line($"{topic.Name}: {Tr(topic.Summary)}", LineOf(topic, question)))])),
        ],
        Footer = Tr("Many topics take a model and cards: /vram-guide kv model:qwen3-8b"),
    };

    private static string LineOf(GuideTopic topic, GuideQuestion question) =>
        GuideLine.Topic(topic.Name, topic.TakesModel ? question.Model : null, topic.TakesCards ? question.Gpu : null);

    private static string Heading(GuideTheme theme) => theme switch
    {
        GuideTheme.Sizes => Tr("How much"),
        GuideTheme.Formats => Tr("Formats and savings"),
        GuideTheme.Cards => Tr("Cards"),
        GuideTheme.Training => Tr("Training"),
        _ => Tr("Serving, and what goes wrong"),
    };
}
