using System.Globalization;
using VramBot.Commands.Grammar;
using VramBot.Commands.Handlers;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Formats;

namespace VramBot.Commands.Replies;

/// <summary>The line that asks for a suggestion: what a button sends, and what can be typed. It is answered with the figures that the suggestion promised.</summary>
internal static class SuggestionLine
{
    /// <param name="line">The line as asked.</param>
    /// <param name="asked">The request that it made.</param>
    /// <param name="suggestion">What is changed; how it is spread over cards is always chosen anew.</param>
    public static TypedLine Of(TypedLine line, EstimateRequest asked, Suggestion suggestion)
    {
        var request = suggestion.Changed;
        var spread = line.With("tp", null).With("pp", null);
        var changed = suggestion.Kind switch
        {
            SuggestionKind.WeightFormat or SuggestionKind.BetterFormat => WithFormat(spread, asked, request),
            SuggestionKind.CacheFormat => spread.With("kv", request.Keys.Id),
            SuggestionKind.Context => spread.With("ctx", request.Context.Count.ToString(CultureInfo.InvariantCulture)),
            _ => spread,
        };
        return suggestion.Fit is { } fit ? changed.With("gpu", new GpuSelection(fit.Gpu, fit.Count).ToString()) : changed;
    }

    /// <summary>A format that another engine reads brings that engine and its own cache; else the engine stays, and is named where the format would not tell it.</summary>
    private static TypedLine WithFormat(TypedLine line, EstimateRequest asked, EstimateRequest request)
    {
        var named = line.With("precision", request.Weights is GgufMix mix ? mix.Mix : request.Weights.Id);
        if (request.Engine != asked.Engine)
            return named.With("engine", null).With("kv", null);
        return line["engine"] is null && RequestBuilder.EngineOf(request.Weights) != request.Engine ? named.With("engine", NameOf(request.Engine)) : named;
    }

    private static string NameOf(EngineRelease engine) => engine.Version is { } version ? $"{engine.Engine.Id}@{version}" : engine.Engine.Id;
}
