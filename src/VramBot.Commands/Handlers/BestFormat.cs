using VramBot.Commands.Grammar;
using VramBot.Core.Catalogs;
using VramBot.Core.Fitting;

namespace VramBot.Commands.Handlers;

/// <summary>Names the format of a line about named cards that leaves it open: the best that leaves room there, as <c>/vram-fit</c> finds it.</summary>
internal sealed class BestFormat(Catalog catalog)
{
    private readonly VramReader values = new(catalog);
    private readonly FitRequests requests = new(catalog);

    /// <summary>The line with the format; as it is where one is named, none fits, or it trains.</summary>
    public TypedLine WithFormat(TypedLine line)
    {
        if (line["precision"] is not null || values.Understand(line).Question is not { Gpu: { } cards, Training: null, Model.FormatHint: null } asked)
            return line;
        var question = new FitQuestion(asked with { Context = asked.Context ?? new(RequestBuilder.DefaultContext) }, cards) { Model = asked.Model };
        if (WhatFits.Best(requests.Formats(question, asked.Model.Entry, all: true), cards.Rig)?.Estimate.Request is not { } request)
            return line;
        var named = line.With("precision", TypedNames.Of(request.Weights));
        return asked.Engine is null && EngineChoice.OfFormat(request.Weights) != request.Engine ? named.With("engine", request.Engine.Engine.Id) : named;
    }
}
