using System.Collections.Immutable;
using System.Globalization;
using VramBot.Commands.Grammar;
using VramBot.Commands.Handlers;
using VramBot.Core.Catalogs;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies.Controls;

/// <summary>Controls of an estimate: another format, another context, the advice, more cards, another task.</summary>
internal sealed class VramControls(Catalog catalog)
{
    private const int MostAdvice = 4;
    private static readonly ImmutableArray<int> Counts = [1, 2, 4, 8];
    private static readonly ImmutableArray<(string Task, string Label)> Tasks = [("inference", Later("inference")), ("lora", "LoRA"), ("qlora", "QLoRA"), ("full", Later("full fine-tuning"))];
    private static readonly ImmutableArray<int> Contexts = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

    /// <summary>The controls of an answer that was worded as <paramref name="reply"/>.</summary>
    public ReplyControls Of(VramAnswer answer, Reply reply)
    {
        var request = VramReply.Shown(answer).Estimate.Request;
        ImmutableArray<ReplyMenu> menus = [Formats(answer, request), Lengths(answer, request)];
        ImmutableArray<ImmutableArray<ReplyButton>> buttons =
        [
            [.. CommandControls.Of(reply).Buttons.SelectMany(group => group).Take(MostAdvice)],
            Cards(answer),
            [.. Tasks.Select(task => new ReplyButton(Capital.Of(Tr(task.Label)), WithTask(answer, task.Task)) { IsCurrent = task.Task == TaskOf(answer) })],
        ];
        return new() { Menus = [.. menus.Where(menu => menu.Choices.Length > 1)], Buttons = [.. buttons.Where(group => group.Length > 0)] };
    }

    /// <summary>Formats that the model is published in, for servers and for llama.cpp, the best first.</summary>
    private ReplyMenu Formats(VramAnswer answer, EstimateRequest request)
    {
        if (request.Training is not null)
            return new(Tr("Precision"), []);
        var engine = answer.Question.Engine?.Engine ?? Core.Engines.KnownEngines.Vllm;
        var formats = FormatLadders.For(request.Model, engine, catalog).Concat(engine.RunsGguf ? [] : FormatLadders.For(request.Model, Core.Engines.KnownEngines.LlamaCpp, catalog));
        var choices = formats.Prepend(request.Weights).DistinctBy(format => format.Id).OrderByDescending(format => format.BitsPerWeight).Select(format => new ReplyChoice(format.Label, WithFormat(answer, format, request))
        {
            Description = FormatQuality.Of(format) ?? (format is Core.Formats.GgufMix ? string.Empty : Tr($"{format.BitsPerWeight:0.##} bits a weight")),
            IsCurrent = format.Id == request.Weights.Id,
        });
        return new(Tr("Precision"), [.. choices]);
    }

    /// <summary>A format of another engine leaves that engine's own words behind.</summary>
    private static string WithFormat(VramAnswer answer, Core.Formats.WeightFormat format, EstimateRequest request)
    {
        var typed = answer.Line.With("precision", TypedNames.Of(format));
        var isSame = format is Core.Formats.GgufMix == request.Engine.Engine.RunsGguf;
        return (isSame ? typed : typed.With("kv", null).With("flags", null).With("offload", null).With("engine", answer.Question.Engine is null ? null : typed["engine"])).ToString();
    }

    private static ReplyMenu Lengths(VramAnswer answer, EstimateRequest request)
    {
        var lengths = Contexts.Select(kilo => kilo * 1024L).Where(tokens => tokens < request.Model.MaxContext.Count).Append(request.Model.MaxContext.Count).Append(request.Context.Count).Distinct().Order();
        var choices = lengths.Select(tokens => new ReplyChoice(
            Tr($"{Figures.Tokens(new(tokens))} tokens"),
            answer.Line.With("ctx", tokens.ToString(CultureInfo.InvariantCulture)).ToString())
        {
            Description = tokens == request.Model.MaxContext.Count ? Tr("what the model was made for") : string.Empty,
            IsCurrent = tokens == request.Context.Count,
        });
        return new(Tr(request.Training is null ? "Context" : "Sample length"), [.. choices]);
    }

    /// <summary>One, two, four or eight of the person's own cards, where they are of one kind.</summary>
    private static ImmutableArray<ReplyButton> Cards(VramAnswer answer)
    {
        if (answer.Own is not { Rig: { IsMixed: false } rig } || rig.Gpu.IsUnified || rig.Gpu.IsLaptop || rig.Gpu.OtherUse > Core.Units.Bytes.Zero)
            return [];
        var line = answer.Line.With("tp", null).With("pp", null).With("ep", null);
        return
        [
            .. Counts.Append(rig.Count).Distinct().Order().Take(5).Select(count => new ReplyButton(
                count == 1 ? Tr($"{count} GPU") : Tr($"{count} GPUs"),
                line.With("gpu", Core.Gpus.Rig.Of(rig.Gpu, count).ToString()).ToString()) { IsCurrent = count == rig.Count }),
        ];
    }

    /// <summary>What only the other task knows is left out.</summary>
    private static string WithTask(VramAnswer answer, string task)
    {
        if (task == TaskOf(answer))
            return answer.Line.ToString();
        string[] kept = task == "inference" || TaskOf(answer) == "inference" ? ["model", "gpu", "reserved"] : ["model", "gpu", "reserved", "ctx", "users", "engine", "rank", "targets", "zero", "accum"];
        var line = answer.Line with { Options = [.. answer.Line.Options.Where(option => kept.Contains(option.Description.Name) && !(task == "full" && option.Description.Name is "rank" or "targets"))] };
        return line.With("task", task == "inference" ? null : task).ToString();
    }

    private static string TaskOf(VramAnswer answer) => answer.Line["task"]?.ToLowerInvariant() ?? "inference";
}
