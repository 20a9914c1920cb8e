using VramBot.Commands.Grammar;
using VramBot.Core;
using VramBot.Core.Catalogs;

namespace VramBot.Commands.Guide;

/// <summary>Reads a <c>/vram-guide</c> line: a topic, and the model and the cards that it is to be worked out for.</summary>
internal sealed class GuideReader(Catalog catalog, GuideDesk desk)
{
    private const string AnyModel = "llama-3.1-8b";
    private readonly VramReader values = new(catalog);

    /// <summary>The question, or all problems of the line, each with a line that reads.</summary>
    public Result<GuideQuestion> Read(TypedLine line)
    {
        var problems = new List<Problem>();
        var split = Split(line);
        var (topic, corrected) = Topic(split, problems);
        var (asked, found, estimate) = values.Understand(Estimate(corrected));
        problems.AddRange(found);
        corrected = Corrected(corrected, estimate);
        if (asked is { Gpu: null } && corrected["gpu"] is { } count)
        {
            problems.Add(FitProblems.OnlyCount(count));
            corrected = corrected.With("gpu", null);
        }
        else if (asked is not null && split["model"] is { } model && desk.Asked(GuideLine.Vram(model)) is Result<GuideFigure>.Rejected(var refused))
        {
            problems.AddRange(refused);
            corrected = corrected.With("model", null);
        }

        if (problems.Count > 0)
            return new Result<GuideQuestion>.Rejected([.. problems.Select(problem => problem with { Try = corrected.ToString() })]);
        return new GuideQuestion(topic) { Model = split["model"], Gpu = split["gpu"], Cards = asked?.Gpu };
    }

    /// <summary>The line with what stands behind the topic's name as the model: <c>kv qwen3-8b</c>.</summary>
    private static TypedLine Split(TypedLine line)
    {
        if (line["topic"] is not { } text || line["model"] is not null || GuideTopics.Find(text) is not null)
            return line;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var count = words.Length - 1; count > 0; count--)
            if (GuideTopics.Find(string.Join(' ', words[..count])) is { } topic)
                return line.With("topic", topic.Name).With("model", string.Join(' ', words[count..]));
        return line;
    }

    /// <summary>The topic, and the line with it put right and without what it does not take.</summary>
    private static (GuideTopic? Topic, TypedLine Corrected) Topic(TypedLine line, List<Problem> problems)
    {
        if (line["topic"] is not { } text)
            return (null, line);
        if (GuideTopics.Find(text) is not { } topic)
        {
            var near = GuideTopics.Near(text);
            problems.Add(GuideProblems.Topic(text, [.. near.Select(each => each.Name)]));
            var meant = near.FirstOrDefault();
            return (null, Taking(line.With("topic", meant?.Name), meant));
        }

        if (line["model"] is { } model && !topic.TakesModel)
            problems.Add(GuideProblems.Unused("model", model, topic.Name));
        if (line["gpu"] is { } gpu && !topic.TakesCards)
            problems.Add(GuideProblems.Unused("gpu", gpu, topic.Name));
        return (topic, Taking(line, topic));
    }

    private static TypedLine Taking(TypedLine line, GuideTopic? topic)
    {
        var taken = topic is { TakesModel: false } ? line.With("model", null) : line;
        return topic is { TakesCards: false } ? taken.With("gpu", null) : taken;
    }

    private static TypedLine Estimate(TypedLine line) => GuideLine.Vram(line["model"] ?? AnyModel, ("gpu", line["gpu"]));

    private static TypedLine Corrected(TypedLine line, TypedLine estimate) =>
        line.With("model", line["model"] is null ? null : estimate["model"]).With("gpu", line["gpu"] is null ? null : estimate["gpu"]);
}
