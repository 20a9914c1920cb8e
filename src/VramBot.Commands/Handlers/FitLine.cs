using System.Globalization;
using VramBot.Commands.Grammar;
using VramBot.Commands.Replies;
using VramBot.Core.Estimation;
using VramBot.Core.Units;

namespace VramBot.Commands.Handlers;

/// <summary>The <c>/vram</c> line about a model that was found for a card: it is answered with the same figures.</summary>
internal static class FitLine
{
    public static TypedLine Of(FitQuestion question, EstimateRequest request)
    {
        var line = new TypedLine(CommandBook.Vram, []).With("model", TypedNames.Of(request.Model)).With("gpu", question.Cards.ToString());
        if (question.Cards.Rig.Cards.First().OtherUse is var use && use > Bytes.Zero)
            line = line.With("reserved", string.Create(CultureInfo.InvariantCulture, $"{use.TotalGibibytes:0.######}GB"));
        if (request.Training is { } run)
            line = line.With("task", ValueProblems.NameOf(run.Task));
        else
            line = line.With("precision", TypedNames.Of(request.Weights));
        if (question.Asked.Context is not null || request.Training is null)
            line = line.With("ctx", request.Context.Count.ToString(CultureInfo.InvariantCulture));
        if (request.Sequences > 1)
            line = line.With("users", request.Sequences.ToString(CultureInfo.InvariantCulture));
        if (question.Asked.Keys is not null)
            line = line.With("kv", request.Keys.Id == request.Values.Id ? request.Keys.Id : $"{request.Keys.Id}/{request.Values.Id}");
        return question.Asked.Engine is not null || (request.Training is null && EngineChoice.OfFormat(request.Weights) != request.Engine)
            ? line.With("engine", SuggestionLine.NameOf(request.Engine))
            : line;
    }
}
