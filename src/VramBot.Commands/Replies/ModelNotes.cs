using VramBot.Commands.Handlers;
using VramBot.Core.Estimation;

namespace VramBot.Commands.Replies;

/// <summary>What every answer says of how the question was taken: the model, the depth, what the estimate warns of.</summary>
internal static class ModelNotes
{
    public static IEnumerable<string> Of(VramAnswer answer)
    {
        var estimate = answer.Estimate;
        if (!answer.Question.Model.IsExact)
            yield return $"{answer.Question.Model.Typed} is answered as {estimate.Request.Model.Id}, which has the same shape.";
        if (estimate.Depth == EstimateDepth.SizeOnly)
            yield return "Only the size is known, so a typical model of that size is taken: name the model for a narrower answer.";
        foreach (var note in estimate.Notes)
            yield return note;
        foreach (var note in QuestionNotes.Of(answer.Question))
            yield return note;
    }
}
