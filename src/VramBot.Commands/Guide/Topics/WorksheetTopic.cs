using System.Globalization;
using VramBot.Commands.Replies;
using VramBot.Commands.Replies.Planning;
using VramBot.Core.Models;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Guide.Topics;

/// <summary>The capacity worksheet: every input with the option that takes it, then its steps in order, filled in by a plan.</summary>
internal sealed class WorksheetTopic : ITopic
{
    private const string Usual = "llama-3.1-70b";
    private const string UsualCards = "4xh100";

    /// <summary>The worksheet's steps: GPU, weights, sharding, reserve, cache of a sequence, concurrency, long requests.</summary>
    private const int Steps = 7;

    /// <inheritdoc/>
    public Reply Answer(GuideQuestion question, GuideDesk desk)
    {
        var line = GuideLine.Plan(question.Model ?? Usual, ("users", "40"), ("prompt", "7k"), ("output", "1k"), ("gpu", question.Gpu ?? (question.Model is null ? UsualCards : null)));
        if (desk.Plan(line) is not { Plan: { } plan } answer)
            return new(Tr("Capacity worksheet"));
        var (replica, request) = (plan.Pool.Replica, plan.Pool.Replica.Estimate.Request);
        var attention = request.Model.Network!.Layers.Select(layer => layer.Attention).OfType<GroupedQueryAttention>().FirstOrDefault();
        (string Input, string Option, string Value)[] inputs =
        [
            (Tr("GPU memory"), "gpu", $"{replica.Count} × {Figures.Gibibytes(replica.Gpu.Usable)} GiB"),
            (Tr("parameters"), "model", replica.Estimate.Parameters.ToString()),
            (Tr("layers"), "model", Number(request.Model.Network.Layers.Length)),
            .. attention is null ? Array.Empty<(string, string, string)>() : [(Tr("KV heads × width"), "model", $"{attention.KeyValueHeads} × {attention.HeadDim}")],
            (Tr("weights in"), "precision", request.Weights.Label.Split(" (", 2)[0]),
            (Tr("KV type"), "kv", request.Keys.Id),
            (Tr("tensor parallel"), "tp", Number(request.Parallelism.Tensor)),
            (Tr("headroom"), "headroom", string.Create(CultureInfo.CurrentCulture, $"{100.0 * replica.Left.Count / replica.Gpu.Usable.Count:0} %")),
            (Tr("p95 prompt"), "prompt", Figures.Tokens(answer.Request.Traffic.Longest.Prompt)),
            (Tr("p95 answer"), "output", Figures.Tokens(answer.Request.Traffic.Longest.Output)),
            (Tr("at once, burst"), "users", Tr($"{answer.Request.Traffic.Users:0} × {answer.Request.Traffic.Burst:0.0}")),
        ];
        return new($"{Tr("Capacity worksheet")} · {FitWords.NameOf(request.Model)}")
        {
            Headline = Tr("Every input is an option of /vram-plan; what is left out is taken from the model and the card"),
            Sections =
            [
                .. GuideWords.Table(Tr("Inputs"), [Tr("option"), Tr("here")], inputs.Select(input => new TableRow(input.Input, [$"{input.Option}:", input.Value]))),
                .. GuideWords.Lines(Tr("In this order"), PlanSteps.Of(plan).Take(Steps).Select(step => new ReplyLine(LineMark.None, step)), isNumbered: true),
                GuideWords.Ask(line.ToString(), GuideLine.Topic("loading", question.Model, question.Gpu), GuideLine.Topic("signals", question.Model, question.Gpu)),
            ],
            Footer = Tr("Cold start, replicas and cost follow in the plan itself"),
        };
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
