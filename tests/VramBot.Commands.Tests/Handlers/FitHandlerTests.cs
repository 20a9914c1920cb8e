using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using VramBot.Commands.Handlers;
using VramBot.Commands.Replies;
using VramBot.Commands.Tests.Grammar;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Fitting;
using VramBot.Core.Formats;
using VramBot.Testing;

namespace VramBot.Commands.Tests.Handlers;

public sealed class FitHandlerTests
{
    private static readonly Catalog Catalog = ShippedCatalogs.Catalog;
    private static readonly FitHandler Handler = new(Catalog);

    public static TheoryData<string> Questions() =>
    [
        "/vram-fit gpu:3060-12gb", "/vram-fit 8gb", "/vram-fit 4090 ctx:64k", "/vram-fit 2x3090", "/vram-fit a100-80gb users:8", "/vram-fit 8xh100 users:16 ctx:32k", "/vram-fit m3-max-64gb",
        "/vram-fit 5090 kv:q8_0", "/vram-fit 4090 engine:vllm", "/vram-fit mi300x", "/vram-fit 4090 search:qwen", "/vram-fit p40", "/vram-fit 4090 engine:exllamav2",
    ];

    [Theory]
    [MemberData(nameof(Questions))]
    public void Every_row_fits_and_no_better_format_does(string line)
    {
        var answer = Answer(line);
        Assert.NotEmpty(answer.Rows);
        foreach (var row in answer.Rows)
        {
            var (fit, cards) = (row.Found.Fit, answer.Question.Cards);
            Assert.True(FitFinder.Find(fit.Estimate.Request, cards.Rig) is Result<GpuFit>.Ok { Value.Verdict: not FitVerdict.DoesNotFit });
            var ladder = FormatLadders.For(row.Found.Model, answer.Engine.Engine, Catalog);
            var place = ladder.IndexOf(fit.Estimate.Request.Weights);
            if (place > 0)
                Assert.False(FitFinder.Holds(fit.Estimate.Request with { Weights = ladder[place - 1] }, cards.Rig, FitVerdict.Fits), $"{row.Found.Model.Id} in {ladder[place - 1].Id}");
            Assert.True(FitFinder.Holds(fit.Estimate.Request with { Context = row.MaxContext!.Value }, cards.Rig));
        }
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public void Each_row_is_what_its_own_line_answers(string line)
    {
        foreach (var row in Answer(line).Rows)
        {
            var alone = Lines.Desk.Ask(row.Line.ToString()).Vram;
            Assert.Equal(row.Found.Model.Id, alone?.Estimate.Request.Model.Id);
            Assert.Equal(row.Found.Fit.Estimate.Total, alone!.Estimate.Total);
            Assert.Equal(row.Found.Fit.Verdict, alone.Own!.Verdict);
        }
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public void Rows_are_ordered_and_no_line_of_models_stands_twice_in_a_group(string line)
    {
        foreach (var group in Answer(line).Groups)
        {
            Assert.Equal(group.Rows.OrderByDescending(row => ModelWorth.Of(row.Found.Model)).Select(row => row.Found.Model.Id), group.Rows.Select(row => row.Found.Model.Id));
            Assert.Distinct(group.Rows.Select(row => group.Kind == FitGroupKind.Found ? row.Found.Model.Family : FitModels.LineOf(row.Found.Model)));
        }
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public void What_is_passed_over_by_its_weights_would_not_fit(string line)
    {
        var question = Answer(line).Question;
        var requests = new FitRequests(Catalog);
        foreach (var model in Catalog.Models.All.Where(model => model is { Network: not null, IsComplete: true }))
            if (requests.Formats(question, model) is [.., var smallest] && !WhatFits.MayHold(smallest, question.Cards.Rig))
                Assert.False(FitFinder.Holds(smallest, question.Cards.Rig), model.Id);
    }

    [Theory]
    [InlineData("rtx-4090", EngineKind.LlamaCpp)]
    [InlineData("m3-max-64gb", EngineKind.LlamaCpp)]
    [InlineData("h100", EngineKind.Vllm)]
    [InlineData("mi300x", EngineKind.Vllm)]
    [InlineData("p40", EngineKind.LlamaCpp)]
    [InlineData("t4", EngineKind.Vllm)]
    public void The_engine_is_the_usual_one_of_the_card(string gpu, EngineKind engine) => Assert.Equal(engine, Answer($"/vram-fit {gpu}").Engine.Kind);

    [Theory]
    [InlineData("/vram-fit 3060-12gb", 12)]
    [InlineData("/vram-fit 4090", 24)]
    public void A_card_for_people_gets_a_current_model_of_a_size_that_uses_it(string line, double gigabytes)
    {
        var best = Answer(line).Rows.First();
        Assert.True(string.CompareOrdinal(best.Found.Model.Released, "2025-10") > 0, best.Found.Model.Id);
        Assert.InRange(best.Found.Fit.Estimate.Total.TotalGibibytes, 0.75 * gigabytes, gigabytes);
        Assert.True(best.Found.Fit.Estimate.Request.Weights is GgufMix);
    }

    [Fact]
    public void Models_for_other_than_words_are_not_offered()
    {
        foreach (var line in Questions().Select(row => row.Data).Where(line => !line.Contains("search", StringComparison.Ordinal)))
            Assert.All(Answer(line).Rows, row => Assert.True(row.Found.Model.Purpose is ModelPurpose.General or ModelPurpose.Code, row.Found.Model.Id));
    }

    [Theory]
    [InlineData("/vram-fit 4090 search:vision", "Qwen")]
    [InlineData("/vram-fit 4090 search:embedding", "Embedding")]
    [InlineData("/vram-fit 4090 search:gemma", "gemma")]
    [InlineData("/vram-fit 4090 search:qwen coder", "Coder")]
    public void Words_narrow_it_down(string line, string name) => Assert.Contains(Answer(line).Rows, row => row.Found.Model.Name.Contains(name, StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void One_model_is_shown_in_each_of_its_formats()
    {
        var rows = Answer("/vram-fit 3060-12gb model:qwen3-14b").Rows.ToList();
        Assert.Equal(9, rows.Count);
        Assert.Equal(rows.OrderByDescending(row => row.Found.Fit.Estimate.Total.Count).Select(row => row.Line.ToString()), rows.Select(row => row.Line.ToString()));
        Assert.Contains(rows, row => row.Found.Fit.Verdict == FitVerdict.DoesNotFit);
    }

    [Theory]
    [InlineData("qlora")]
    [InlineData("lora")]
    [InlineData("full")]
    public void Training_says_how_long_and_how_many_samples_may_be(string task)
    {
        var answer = Answer($"/vram-fit 4090 task:{task}");
        Assert.Equal(2, answer.OtherTasks.Length);
        foreach (var row in answer.Rows)
        {
            var request = row.Found.Fit.Estimate.Request;
            Assert.True(FitFinder.Holds(request with { Context = row.MaxContext!.Value }, answer.Question.Cards.Rig));
            Assert.False(FitFinder.Holds(request with { Sequences = row.MicroBatch!.Value + 1 }, answer.Question.Cards.Rig));
            Assert.Equal(row.Found.Fit.Estimate.Total, Lines.Desk.Ask(row.Line.ToString()).Vram!.Estimate.Total);
        }
    }

    [Fact]
    public void Where_nothing_fits_the_smallest_is_named()
    {
        var answer = Answer("/vram-fit 1GB users:64 ctx:32k");
        Assert.Empty(answer.Rows);
        Assert.NotNull(answer.Smallest);
        Assert.Contains(FitWords.NameOf(answer.Smallest.Model), FitReply.Of(answer).Headline!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/vram-fit", "gpu.missing")]
    [InlineData("/vram-fit gpu:2", "gpu.missing")]
    [InlineData("/vram-fit xx ctx:4kk", "gpu.unknown,ctx.number")]
    [InlineData("/vram-fit 4090 task:tune users:many", "task.unknown,users.number")]
    [InlineData("/vram-fit t4 engine:mlx", "gpu.engine")]
    [InlineData("/vram-fit m2-ultra task:qlora", "gpu.training")]
    [InlineData("/vram-fit 4090 search:nothing-like-this", "search.none")]
    [InlineData("/vram-fit 4090 model:lama-3.1-8b kv:zz", "model.unknown,kv.unknown")]
    [InlineData("/vram-fit ctx:4kk serch:x", "gpu.missing,ctx.number,option.unknown")]
    public void All_that_is_wrong_is_said_with_a_line_that_is_answered(string line, string codes)
    {
        var problems = Lines.Desk.Ask(line).Problems;
        Assert.Equal(codes.Split(',').Order(StringComparer.Ordinal), problems.Select(problem => problem.Code).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(problems, problem => Assert.Empty(Lines.Desk.Ask(problem.Try).Problems));
    }

    [Fact]
    public void Any_card_is_answered_or_refused_with_a_line_that_is_answered()
    {
        var lines =
            from gpu in Gen.Elements([.. Catalog.Gpus.All.Select(gpu => gpu.Id), "2x3090", "24GB", "8xh100", "3", "xx", "4x80gb"])
            from options in Gen.Elements(" ctx:32k", " task:qlora", " task:full", " users:16", " engine:vllm", " engine:ollama", " engine:mlx", " kv:q8_0", " search:moe", " model:llama-3.1-8b", " model:kimi-k3", " ctx:max", "").ListOf()
            select $"/vram-fit gpu:{gpu}{string.Concat(options.Distinct(StringComparer.Ordinal).Take(3))}";
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(120), Prop.ForAll(lines.ToArbitrary(), line =>
        {
            foreach (var problem in Lines.Desk.Ask(line).Problems)
                if (problem.Expected.Length == 0 || Lines.Desk.Ask(problem.Try).Problems.Length > 0)
                    throw new InvalidOperationException($"{problem.Code}: {problem.Try}");
            return true;
        }));
    }

    [Fact]
    public void The_json_has_rows_with_lines_that_are_answered()
    {
        using var json = JsonDocument.Parse(Lines.Desk.Ask("/vram-fit 3060-12gb").Json!());
        Assert.Equal("rtx-3060-12gb", json.RootElement.GetProperty("gpu").GetString());
        var rows = json.RootElement.GetProperty("groups").EnumerateArray().SelectMany(group => group.GetProperty("rows").EnumerateArray()).ToList();
        Assert.InRange(rows.Count, 5, 10);
        Assert.All(rows, row => Assert.True(row.GetProperty("speed").GetProperty("low").GetDouble() <= row.GetProperty("speed").GetProperty("high").GetDouble()));
        Assert.All(rows, row => Assert.Empty(Lines.Desk.Ask(row.GetProperty("line").GetString()!).Problems));
    }

    private static FitAnswer Answer(string line)
    {
        var problems = new List<Problem>();
        var typed = Lines.Typed(line, problems);
        Assert.Empty(problems);
        return Assert.IsType<Result<FitAnswer>.Ok>(Handler.Handle(typed!)).Value;
    }
}
