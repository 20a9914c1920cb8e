using VramBot.Commands.Handlers;
using VramBot.Commands.Replies.Training;
using VramBot.Core.Engines;
using VramBot.Core.Fitting;
using VramBot.Core.Speed;

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
        var heading = working[0].Suggestion.Kind == SuggestionKind.BetterFormat ? "There is room for better"
            : shown.Own != answer.Own ? "Or"
            : aim is null ? "To run it on more cards"
            : $"To run it on {(aim.Count == 1 ? $"one {GpuNames.Of(aim.Gpu)}" : GpuNames.Of(aim.Rig))}";
        return new(heading, [.. working.Select(advice => advice.Line)], IsNumbered: true);
    }

    /// <summary>What people try first and what does not help here; null when everything does that was tried.</summary>
    public static string? DoesNotHelp(VramAnswer answer, VramAnswer shown) =>
        shown.Own == answer.Own && answer.Suggestions.FirstOrDefault(suggestion => suggestion is { Kind: SuggestionKind.Context, Fit: null }) is { } shorter ? $"{Context(answer, shorter)}." : null;

    private static ReplyLine Line(VramAnswer answer, Suggestion suggestion)
    {
        var (request, total) = (suggestion.Changed, $"{Figures.Gibibytes(suggestion.Estimate.Total)} GiB");
        var command = SuggestionLine.Of(answer.Line, answer.Estimate.Request, suggestion).ToString();
        var engine = request.Engine.Engine.Label;
        var words = suggestion.Kind switch
        {
            SuggestionKind.WeightFormat or SuggestionKind.BetterFormat => $"{request.Weights.Label} with {engine}: {total}{Saves(answer, suggestion)}{Costs(FormatQuality.Of(request.Weights), Speed(suggestion))}",
            SuggestionKind.CacheFormat => $"KV cache in {request.Keys.Id}: {total}{Saves(answer, suggestion)}{Costs(CacheLoss(suggestion), Speed(suggestion))}",
            SuggestionKind.CacheAndWeightFormat => $"{request.Weights.Label} with {engine}, KV cache in {request.Keys.Id}: {total}{Saves(answer, suggestion)}{Costs(FormatQuality.Of(request.Weights), Speed(suggestion))}",
            SuggestionKind.Context => Context(answer, suggestion),
            SuggestionKind.Users => $"{request.Sequences} of {answer.Estimate.Request.Sequences} users at once: {total}{Saves(answer, suggestion)}{Costs("the others wait", Speed(suggestion))}",
            SuggestionKind.HostMemory => $"{Parted(suggestion)}: {total} and {Figures.Gibibytes(suggestion.Estimate.HostWeights + suggestion.Estimate.HostCache)} GiB of host memory{Costs(Speed(suggestion) is { } speed ? $"slower: {speed}" : null)}",
            SuggestionKind.SmallerModel => $"{request.Model.Name} at {request.Weights.Label}: {total}{Saves(answer, suggestion)}{Costs($"a smaller model, {suggestion.Estimate.Parameters} parameters", Speed(suggestion))}",
            _ when request.Weights == answer.Estimate.Request.Weights => $"{GpuNames.Of(suggestion.Fit!.Rig)} at {request.Weights.Label}: {total} on each{Costs(Speed(suggestion))}",
            _ => $"{GpuNames.Of(suggestion.Fit!.Rig)} at {request.Weights.Label} with {engine}: {total} on each{Costs(FormatQuality.Of(request.Weights), Speed(suggestion))}",
        };
        return new(suggestion.Fit is { } fit ? VramReply.MarkOf(fit.Verdict) : LineMark.None, words, command);
    }

    private static string Context(VramAnswer answer, Suggestion suggestion)
    {
        var (tokens, saved) = (Figures.Tokens(suggestion.Changed.Context), Figures.Gibibytes(suggestion.Saves));
        return suggestion switch
        {
            { Fit: not null } => $"{tokens} tokens: {Figures.Gibibytes(suggestion.Estimate.Total)} GiB{Saves(answer, suggestion)}{Costs(Speed(suggestion))}",
            _ when suggestion.Saves.Count > WorthSaving * answer.Estimate.Total.Count => $"A shorter context saves {saved} GiB at {tokens} tokens, which is not enough by itself",
            _ => $"A shorter context saves {saved} GiB at {tokens} tokens: not what holds you back",
        };
    }

    /// <summary><c>Q4_K_M with the experts of 6 layers in host memory</c>.</summary>
    private static string Parted(Suggestion suggestion)
    {
        var (request, layers) = (suggestion.Changed, suggestion.Changed.Model.Network?.Layers.Length ?? 0);
        var what = suggestion.Offload switch
        {
            { ExpertLayers: > 0 and var experts } when experts >= layers => "all experts",
            { ExpertLayers: > 0 and var experts } => $"the experts of {experts} of {layers} layers",
            { Layers: var whole } => $"{whole} of {layers} layers",
            _ => "layers",
        };
        return $"{request.Weights.Label} with {request.Engine.Engine.Label}, {what} in host memory";
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
    private static string? CacheLoss(Suggestion suggestion) => suggestion.Changed.Keys.Layout.BitsPerElement < 8 ? "some models get worse" : null;

    /// <summary>The saving, where it is the change's own and not that of spreading over more cards.</summary>
    private static string Saves(VramAnswer answer, Suggestion suggestion) =>
        suggestion.Saves > Core.Units.Bytes.Zero && answer.Question.Weights is not null && suggestion.Fit?.Count == (answer.Own?.Count ?? answer.Estimate.Request.Parallelism.Gpus) ? $", saves {Figures.Gibibytes(suggestion.Saves)}" : string.Empty;
}
