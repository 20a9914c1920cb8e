using VramBot.Commands.Handlers;
using VramBot.Commands.Replies.Training;
using VramBot.Core.Engines;
using VramBot.Core.Fitting;
using VramBot.Core.Speed;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies;

/// <summary>Words what to change: what it takes, what it saves, and what it costs in quality, speed or money.</summary>
internal static class AdviceLines
{
    private const double WorthSaving = 0.1;

    /// <summary>Each suggestion with its line.</summary>
    public static IEnumerable<(Suggestion Suggestion, ReplyLine Line)> Of(VramAnswer answer) =>
        answer.Suggestions.Select(suggestion => (suggestion, answer.Estimate.Request.Training is null ? Line(answer, suggestion) : TrainingAdvice.LineOf(answer, suggestion)));

    /// <summary>What to change of what is shown; null when there is nothing.</summary>
    public static ReplySection.Lines? Section(VramAnswer answer, VramAnswer shown)
    {
        var working = Of(answer).Where(advice => advice.Suggestion.Fit is { } fit && fit != shown.Own).ToList();
        if (working.Count == 0)
            return null;
        var aim = answer.Own ?? working.Find(advice => advice.Suggestion.Kind != SuggestionKind.MoreGpus).Suggestion?.Fit;
        var heading = working[0].Suggestion.Kind == SuggestionKind.BetterFormat ? Tr("There is room for better")
            : shown.Own != answer.Own ? Tr("Or")
            : aim is null ? Tr("To run it on more cards")
            : aim.Count == 1 ? Tr($"To run it on one {GpuNames.Of(aim.Gpu)}") : Tr($"To run it on {GpuNames.Of(aim.Rig)}");
        return new(heading, [.. working.Select(advice => advice.Line)], IsNumbered: true);
    }

    /// <summary>What people try first and what does not help here; null when everything does that was tried.</summary>
    public static string? DoesNotHelp(VramAnswer answer, VramAnswer shown) =>
        shown.Own == answer.Own && answer.Suggestions.FirstOrDefault(suggestion => suggestion is { Kind: SuggestionKind.Context, Fit: null }) is { } shorter ? $"{Context(answer, shorter)}." : null;

    private static ReplyLine Line(VramAnswer answer, Suggestion suggestion)
    {
        var command = SuggestionLine.Of(answer.Line, answer.Estimate.Request, suggestion).ToString();
        if (suggestion is { Kind: SuggestionKind.Context, Fit: null })
            return new(LineMark.None, Context(answer, suggestion), command);
        return ReplyLine.About(suggestion.Fit is { } fit ? VramReply.MarkOf(fit.Verdict) : LineMark.None, What(answer, suggestion), Facts(answer, suggestion), command);
    }

    /// <summary>What is changed.</summary>
    private static string What(VramAnswer answer, Suggestion suggestion)
    {
        var (request, engine) = (suggestion.Changed, suggestion.Changed.Engine.Engine.Label);
        return suggestion.Kind switch
        {
            SuggestionKind.WeightFormat or SuggestionKind.BetterFormat => Tr($"{request.Weights.Label} with {engine}"),
            SuggestionKind.CacheFormat => Capital.Of(Tr($"KV cache in {request.Keys.Id}")),
            SuggestionKind.CacheAndWeightFormat => Tr($"{request.Weights.Label} with {engine}, KV cache in {request.Keys.Id}"),
            SuggestionKind.Context => Tr($"{Figures.Tokens(request.Context)} tokens"),
            SuggestionKind.Users => Tr($"{request.Sequences} of {answer.Estimate.Request.Sequences} users at once"),
            SuggestionKind.HostMemory => Parted(suggestion),
            SuggestionKind.SmallerModel => Tr($"{request.Model.Name} at {request.Weights.Label}"),
            _ when request.Weights == answer.Estimate.Request.Weights => Tr($"{GpuNames.Of(suggestion.Fit!.Rig)} at {request.Weights.Label}"),
            _ => Tr($"{GpuNames.Of(suggestion.Fit!.Rig)} at {request.Weights.Label} with {engine}"),
        };
    }

    /// <summary>What it then takes, saves and costs.</summary>
    private static string Facts(VramAnswer answer, Suggestion suggestion)
    {
        var (request, speed) = (suggestion.Changed, Speed(suggestion));
        var total = $"{Figures.Gibibytes(suggestion.Estimate.Total)} GiB";
        return suggestion.Kind switch
        {
            SuggestionKind.WeightFormat or SuggestionKind.BetterFormat or SuggestionKind.CacheAndWeightFormat => $"{total}{Saves(answer, suggestion)}{Costs(FormatQuality.Of(request.Weights), speed)}",
            SuggestionKind.CacheFormat => $"{total}{Saves(answer, suggestion)}{Costs(CacheLoss(suggestion), speed)}",
            SuggestionKind.Context => $"{total}{Saves(answer, suggestion)}{Costs(speed)}",
            SuggestionKind.Users => $"{total}{Saves(answer, suggestion)}{Costs(Tr("the others wait"), speed)}",
            SuggestionKind.HostMemory => $"{total}{Tr($" and {Figures.Gibibytes(suggestion.Estimate.HostWeights + suggestion.Estimate.HostCache)} GiB of host memory")}{Costs(speed is null ? null : Tr($"slower: {speed}"))}",
            SuggestionKind.SmallerModel => $"{total}{Saves(answer, suggestion)}{Costs(Tr($"a smaller model, {Figures.Parameters(suggestion.Estimate.Parameters)} parameters"), speed)}",
            _ when request.Weights == answer.Estimate.Request.Weights => $"{Tr($"{total} on each")}{Costs(speed)}",
            _ => $"{Tr($"{total} on each")}{Costs(FormatQuality.Of(request.Weights), speed)}",
        };
    }

    /// <summary>What a shorter context saves, where that is not enough.</summary>
    private static string Context(VramAnswer answer, Suggestion suggestion)
    {
        var (tokens, saved) = (Figures.Tokens(suggestion.Changed.Context), Figures.Gibibytes(suggestion.Saves));
        return suggestion.Saves.Count > WorthSaving * answer.Estimate.Total.Count
            ? Tr($"A shorter context saves {saved} GiB at {tokens} tokens, which is not enough by itself")
            : Tr($"A shorter context saves {saved} GiB at {tokens} tokens: not what holds you back");
    }

    /// <summary><c>Q4_K_M with the experts of 6 layers in host memory</c>.</summary>
    private static string Parted(Suggestion suggestion)
    {
        var (request, layers) = (suggestion.Changed, suggestion.Changed.Model.Network?.Layers.Length ?? 0);
        var (format, engine) = (request.Weights.Label, request.Engine.Engine.Label);
        return suggestion.Offload switch
        {
            { ExpertLayers: > 0 and var experts } when experts >= layers => Tr($"{format} with {engine}, all experts in host memory"),
            { ExpertLayers: > 0 and var experts } => Tr($"{format} with {engine}, the experts of {experts} of {layers} layers in host memory"),
            { Layers: var whole } => Tr($"{format} with {engine}, {whole} of {layers} layers in host memory"),
            _ => Tr($"{format} with {engine}, layers in host memory"),
        };
    }

    /// <summary>What a change costs, in brackets: <c> (perplexity +4.7 % on Llama-2-70B; 60–95 tokens/s)</c>; empty where nothing of it is known.</summary>
    private static string Costs(params ReadOnlySpan<string?> costs)
    {
        var known = new List<string>(costs.Length);
        foreach (var cost in costs)
            if (cost is not null)
                known.Add(cost);
        return known.Count == 0 ? string.Empty : $" ({string.Join("; ", known)})";
    }

    private static string? Speed(Suggestion suggestion) => suggestion.Fit is { } fit && DecodeSpeed.Of(fit) is { PerSequence: var speed } ? $"{SpeedLine.Range(speed)} tokens/s" : null;

    /// <summary>Values in 4 bits are noticed by some models, 8 bits by none that was measured (ggml-org/llama.cpp, pull 7412: perplexity by cache type).</summary>
    private static string? CacheLoss(Suggestion suggestion) => suggestion.Changed.Keys.Layout.BitsPerElement < 8 ? Tr("some models get worse") : null;

    /// <summary>The saving, where it is the change's own and not that of spreading over more cards.</summary>
    private static string Saves(VramAnswer answer, Suggestion suggestion) =>
        suggestion.Saves > Core.Units.Bytes.Zero && answer.Question.Weights is not null && suggestion.Fit?.Count == (answer.Own?.Count ?? answer.Estimate.Request.Parallelism.Gpus) ? Tr($", saves {Figures.Gibibytes(suggestion.Saves)}") : string.Empty;
}
