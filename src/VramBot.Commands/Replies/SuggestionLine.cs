using System.Globalization;
using VramBot.Commands.Grammar;
using VramBot.Core.Fitting;
using VramBot.Core.Formats;

namespace VramBot.Commands.Replies;

/// <summary>The line that asks for a suggestion: what a button sends, and what can be typed.</summary>
internal static class SuggestionLine
{
    public static TypedLine Of(TypedLine asked, Suggestion suggestion)
    {
        var request = suggestion.Changed;
        var line = suggestion.Kind switch
        {
            SuggestionKind.WeightFormat or SuggestionKind.BetterFormat => asked.With("precision", request.Weights is GgufMix mix ? mix.Mix : request.Weights.Id).With("engine", null),
            SuggestionKind.CacheFormat => asked.With("kv", request.Keys.Id),
            SuggestionKind.Context => asked.With("ctx", request.Context.Count.ToString(CultureInfo.InvariantCulture)),
            _ => asked.With("tp", null).With("pp", null),
        };
        return suggestion.Fit is { } fit ? line.With("gpu", new GpuSelection(fit.Gpu, fit.Count).ToString()) : line;
    }
}
