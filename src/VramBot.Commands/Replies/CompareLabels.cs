using System.Collections.Immutable;
using VramBot.Commands.Grammar;
using VramBot.Commands.Handlers;
using VramBot.Commands.Replies.Training;
using VramBot.Core.Estimation;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies;

/// <summary>Names things that are compared by what differs, as short as they stay apart.</summary>
internal static class CompareLabels
{
    /// <summary>Endings that say how a model was tuned, which its size does not depend on.</summary>
    private static readonly string[] Tunings = ["-Instruct", "-instruct", "-it", "-Chat", "-chat", "-hf", "-BF16"];

    /// <summary>The things with their names.</summary>
    public static ImmutableArray<ComparedItem> Labelled(ImmutableArray<ComparedItem> items)
    {
        var formats = items.Where(item => item.Estimate is not null).Select(item => item.Estimate!.Request.Weights.Label).Distinct().Count() > 1;
        var models = items.Select(item => item.Estimate?.Request.Model.Id).Distinct(StringComparer.Ordinal).Count();
        var shortNames = items.Select(item => item.Estimate is { } estimate ? Plain(estimate.Request.Model.Name) : null).Distinct(StringComparer.Ordinal).Count() == models;
        return [.. items.Select(item => item with { Label = Label(item, formats, shortNames) })];
    }

    private static string Label(ComparedItem item, bool formats, bool shortNames)
    {
        if (item.Estimate is not { } estimate)
            return string.Join(' ', item.Compared.Varied.Select(said => said.Value));
        var words = item.Compared.Varied.Select(said => Word(said.Option, said.Value, item, estimate.Request, shortNames)).ToList();
        if (formats && item.Compared.Varied.All(said => said.Option is not ("precision" or "task")))
            words.Add(Format(estimate.Request));
        return string.Join(' ', words);
    }

    private static string Word(string option, string typed, ComparedItem item, EstimateRequest request, bool shortNames) => option switch
    {
        "model" => shortNames ? Plain(request.Model.Name) : request.Model.Name,
        "precision" => Format(request),
        "engine" => request.Engine.ToString(),
        "kv" => VramReply.CacheName(request),
        "ctx" => Tr($"{Figures.TokensRounded(request.Context)} tokens"),
        "users" => VramReply.Users(request.Sequences),
        "gpu" when item.Own is { } own => GpuNames.Of(own.Rig),
        "task" when request.Training is { } run => RunWords.TaskOf(run),
        _ => typed,
    };

    /// <summary>A format without what stands in brackets.</summary>
    private static string Format(EstimateRequest request) => request.Weights.Label.Split(" (", 2)[0] is { Length: > 4 } name ? name : request.Weights.Label;

    /// <summary>A model's name without how it was tuned.</summary>
    public static string Plain(string name) => Array.Find(Tunings, ending => name.EndsWith(ending, StringComparison.Ordinal)) is { } found ? name[..^found.Length] : name;
}
