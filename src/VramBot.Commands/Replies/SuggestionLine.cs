using System.Globalization;
using VramBot.Commands.Grammar;
using VramBot.Commands.Grammar.Switches;
using VramBot.Commands.Handlers;
using VramBot.Commands.Replies.Training;
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
        if (asked.Training is not null)
            return TrainingSuggestionLine.Of(line, asked, suggestion);
        var request = suggestion.Changed;
        var spread = WithoutFlags(line, asked).With("tp", null).With("pp", null);
        var changed = suggestion.Kind switch
        {
            SuggestionKind.WeightFormat or SuggestionKind.BetterFormat => WithFormat(spread, asked, request),
            SuggestionKind.CacheFormat => spread.With("kv", request.Keys.Id),
            SuggestionKind.CacheAndWeightFormat => WithFormat(spread, asked, request).With("kv", request.Keys.Id),
            SuggestionKind.Users => spread.With("users", request.Sequences.ToString(CultureInfo.InvariantCulture)),
            SuggestionKind.HostMemory => WithFormatOf(spread, asked, request).With("offload", suggestion.Offload?.ToString()),
            SuggestionKind.SmallerModel => WithFormatOf(spread, asked, request).With("model", request.Model.Id),
            SuggestionKind.MoreGpus => WithFormatOf(spread, asked, request),
            SuggestionKind.Context => spread.With("ctx", request.Context.Count.ToString(CultureInfo.InvariantCulture)),
            _ => spread,
        };
        if (line["ep"] is not null || spread["ep"] is not null)
            changed = changed.With("ep", ExpertsOf(suggestion.Estimate.Request));
        return suggestion.Fit is { } fit ? changed.With("gpu", fit.Rig.ToString()) : changed;
    }

    /// <summary>The format, where it is another one.</summary>
    private static TypedLine WithFormatOf(TypedLine line, EstimateRequest asked, EstimateRequest request) => request.Weights == asked.Weights ? line : WithFormat(line, asked, request);

    /// <summary>A format that another engine reads brings that engine and its own cache; else the engine stays, and is named where the format would not tell it.</summary>
    private static TypedLine WithFormat(TypedLine line, EstimateRequest asked, EstimateRequest request)
    {
        var named = line.With("precision", request.Weights is GgufMix mix ? mix.Mix : request.Weights.Id);
        if (request.Engine != asked.Engine)
            return named.With("engine", null).With("kv", null).With("flags", null);
        return line["engine"] is null && EngineChoice.OfFormat(request.Weights) != request.Engine ? named.With("engine", NameOf(request.Engine)) : named;
    }

    /// <summary>Ranks with whole experts are as many as the tensor-parallel ones of the suggestion's own layout.</summary>
    private static string? ExpertsOf(EstimateRequest request) =>
        request is { Settings.ExpertParallel: true, Parallelism.Tensor: > 1 } ? request.Parallelism.Tensor.ToString(CultureInfo.InvariantCulture) : null;

    /// <summary>What a switch says that an option can say too is said by the option, which the suggestion may then change; the engine is named, for what is left hangs on it.</summary>
    private static TypedLine WithoutFlags(TypedLine line, EstimateRequest asked)
    {
        if (line["flags"] is not { } text)
            return line;
        var switches = SwitchWords.Read(text, SwitchTables.Of(asked.Engine.Engine, asked.Training is not null));
        var said = switches.Where(flag => flag.Known is { Sets: true, Says: "ctx" or "users" or "kv" or "tp" or "pp" or "ep" or "adapters" or "rank" }).ToList();
        var left = switches.Except(said).Where(flag => !flag.IsStray).Select(flag => flag.Words).ToList();
        var named = line.With("flags", left.Count == 0 ? null : string.Join(' ', left)).With("engine", NameOf(asked.Engine));
        foreach (var option in said.Select(flag => flag.Known!.Says!).Distinct(StringComparer.Ordinal))
            named = named.With(option, Said(option, asked));
        return named;
    }

    /// <summary>What a request says of an option, as it is typed; null where the option would change nothing.</summary>
    private static string? Said(string option, EstimateRequest request) => option switch
    {
        "ctx" => request.Context.Count.ToString(CultureInfo.InvariantCulture),
        "users" => request.Sequences.ToString(CultureInfo.InvariantCulture),
        "kv" => request.Keys.Id == request.Values.Id ? request.Keys.Id : $"{request.Keys.Id}/{request.Values.Id}",
        "ep" => ExpertsOf(request),
        "adapters" => request.Adapters?.Count.ToString(CultureInfo.InvariantCulture),
        "rank" => request.Adapters?.Rank.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>An engine and its release as they are typed.</summary>
    public static string NameOf(EngineRelease engine) => engine.Version is { } version ? $"{engine.Engine.Id}@{version}" : engine.Engine.Id;
}
