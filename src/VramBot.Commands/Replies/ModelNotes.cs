using VramBot.Commands.Grammar;
using VramBot.Commands.Handlers;
using VramBot.Core.Estimation;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies;

/// <summary>What every answer says of how the question was taken: the model, the depth, what the estimate warns of.</summary>
internal static class ModelNotes
{
    public static IEnumerable<string> Of(VramAnswer answer) => Of(answer.Question, answer.Estimate);

    public static IEnumerable<string> Of(VramQuestion question, Estimate estimate)
    {
        if (!question.Model.IsExact)
            yield return Tr($"{question.Model.Typed} is answered as {estimate.Request.Model.Id}, which has the same shape.");
        if (question.Shape is { } shape)
            yield return ShapeWords.Of(shape, estimate.Request.Model.Network!);
        else if (estimate.Depth == EstimateDepth.SizeOnly)
            yield return Tr("Only the size is known, so a typical model of that size is taken: name the model for a narrower answer.");
        foreach (var note in OwnFilesNotes.Of(estimate))
            yield return note;
        foreach (var note in estimate.Notes)
            yield return note;
        foreach (var note in QuestionNotes.Of(question))
            yield return note;
    }
}
