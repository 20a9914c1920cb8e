using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using VramBot.Chat;
using VramBot.Chat.Limits;
using VramBot.Commands;
using VramBot.Core.Languages;
using VramBot.Discord.Interactions;
using VramBot.Discord.Rest;
using VramBot.Discord.Tests.Loopback;
using VramBot.Discord.Tests.Rendering;
using VramBot.Discord.Tests.Rest;
using VramBot.Testing;

namespace VramBot.Discord.Tests.Interactions;

/// <summary>The one handler: what each kind of interaction is answered with, and when.</summary>
public sealed class InteractionResponderTests
{
    private const string Id = "1300000000000000000";

    [Fact]
    public async Task A_ping_is_answered() => Assert.Equal("{\"type\":1}", await AnswerAsync("{\"id\":\"1\",\"application_id\":\"2\",\"token\":\"t\",\"type\":1,\"version\":1}"));

    [Fact]
    public async Task A_command_is_answered_with_an_embed()
    {
        var answer = Json(await AnswerAsync(Interactions.Command("vram", ("model", "mixtral-8x7b"), ("precision", "int4"), ("ctx", "4096"))));
        Assert.Equal(4, answer.GetProperty("type").GetInt32());
        Assert.StartsWith("Mixtral-8x7B", answer.GetProperty("data").GetProperty("embeds")[0].GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.False(answer.GetProperty("data").TryGetProperty("flags", out _));
    }

    [Fact]
    public async Task Numbers_and_text_are_read_alike()
    {
        var number = Interactions.Command("vram", ("model", "qwen3-8b"), ("ctx", "8192")).Replace("\"8192\"", "8192", StringComparison.Ordinal);
        Assert.Equal(await AnswerAsync(Interactions.Command("vram", ("model", "qwen3-8b"), ("ctx", "8192"))), await AnswerAsync(number));
    }

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(false, true, false)]
    [InlineData(null, true, true)]
    [InlineData(null, false, false)]
    public async Task An_answer_is_private_when_the_person_or_the_host_wants(bool? asked, bool host, bool isPrivate)
    {
        var typed = Interactions.Command("vram", ("model", "qwen3-8b"));
        if (asked is { } said)
            typed = typed.Replace("\"options\":[", $"\"options\":[{{\"name\":\"private\",\"type\":5,\"value\":{(said ? "true" : "false")}}},", StringComparison.Ordinal);
        var data = Json(await AnswerAsync(typed, new() { Ephemeral = host })).GetProperty("data");
        Assert.Equal(isPrivate, data.TryGetProperty("flags", out var flags) && flags.GetInt32() == 64);
        Assert.Equal(isPrivate, data.GetProperty("components").GetRawText().Contains("\"Share\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en-US", "Share", "tight: ")]
    [InlineData("pt-BR", "Compartilhar", "justo: ")]
    public async Task What_surrounds_an_answer_is_in_the_persons_language_too(string locale, string share, string tight)
    {
        var typed = Interactions.Command("vram", ("model", "llama-3.1-8b"), ("task", "full"), ("gpu", "rtx-4090")).Replace("en-US", locale, StringComparison.Ordinal);
        var data = Json(await AnswerAsync(typed, new() { Ephemeral = true })).GetProperty("data");
        Assert.Contains($"\"{share}\"", data.GetProperty("components").GetRawText(), StringComparison.Ordinal);
        Assert.Contains($"⚠️ {tight}", data.GetProperty("embeds")[0].GetProperty("description").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en-US", "This button is from another version")]
    [InlineData("pt-BR", "Este botão é de outra versão")]
    [InlineData("de", "This button is from another version")]
    public async Task A_button_of_another_version_is_refused_in_the_persons_language(string locale, string said) =>
        Assert.Contains(said, Json(await AnswerAsync(Interactions.Click("9a00x").Replace("en-US", locale, StringComparison.Ordinal))).GetProperty("data").GetProperty("content").GetString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("en-US", "Too much is asked at once just now.")]
    [InlineData("pt-BR", "Há perguntas demais neste momento.")]
    [InlineData("de", "Too much is asked at once just now.")]
    public async Task Who_asks_while_too_much_is_asked_is_told_so_in_their_language(string locale, string said)
    {
        await using var fixture = await RestFixture.StartAsync();
        var work = new WorkInFlight();
        for (var asked = 0; asked < GatewayInteractions.MostInFlight; asked++)
            work.Track(new TaskCompletionSource().Task);
        var typed = Interactions.Of(2, Interactions.CommandData("vram", ("model", "qwen3-8b")), Snowflake.At(DateTimeOffset.UtcNow)).Replace("en-US", locale, StringComparison.Ordinal);
        new GatewayInteractions(new Busy(), fixture.Rest, work, NullLogger<GatewayInteractions>.Instance).Accept(JsonElement.Parse(typed));
        var answer = Assert.Single(await fixture.Server.WaitForAsync("POST", "/interactions"));
        Assert.StartsWith(said, answer.Json!.Value.GetProperty("data").GetProperty("content").GetString(), StringComparison.Ordinal);
        Assert.Empty(fixture.Server.Problems);
    }

    [Theory]
    [InlineData("en-US", "Too much is asked at once just now.")]
    [InlineData("pt-BR", "Há perguntas demais neste momento.")]
    public async Task Who_finds_no_room_is_told_so_in_private(string locale, string said)
    {
        using var rest = new DiscordRest(new(), TimeProvider.System, NullLogger<DiscordRest>.Instance, new());
        var gate = new WorkGate(0, 1, 1);
        var responder = Responder(new(), new Desk(), rest, new(), TimeProvider.System, gate: gate);
        var body = await responder.RespondAsync(Json(Interactions.Command("vram", ("model", "qwen3-8b")).Replace("en-US", locale, StringComparison.Ordinal)), TestContext.Current.CancellationToken);
        var answer = JsonElement.Parse(body.Json.Span);
        Assert.Equal((4, 64), (answer.GetProperty("type").GetInt32(), answer.GetProperty("data").GetProperty("flags").GetInt32()));
        Assert.StartsWith(said, answer.GetProperty("data").GetProperty("content").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Room_that_was_taken_is_given_back()
    {
        using var rest = new DiscordRest(new(), TimeProvider.System, NullLogger<DiscordRest>.Instance, new());
        var gate = new WorkGate(1, 1, 1);
        var responder = Responder(new(), new Answers(line => line.Contains("phi-4", StringComparison.Ordinal) ? throw new InvalidOperationException("broken") : Task.FromResult(Rendered.Desk.Ask(line))), rest, new(), TimeProvider.System, gate: gate);
        foreach (var model in new[] { "qwen3-8b", "phi-4", "mixtral-8x7b" })
            await responder.RespondAsync(Json(Interactions.Command("vram", ("model", model))), TestContext.Current.CancellationToken);
        Assert.Equal(0, gate.Count);
    }

    [Fact]
    public async Task What_was_not_understood_is_told_in_private()
    {
        var data = Json(await AnswerAsync(Interactions.Command("vram", ("model", "mixtal-8x7b"), ("ctx", "4kk")))).GetProperty("data");
        Assert.Equal(64, data.GetProperty("flags").GetInt32());
        Assert.DoesNotContain("\"Share\"", data.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_no_option_is_typed_as_more() => Assert.Contains(
        "beside 1.5 GiB of other use",
        await AnswerAsync(Interactions.Command("vram", ("model", "qwen3-8b"), ("gpu", "4090"), ("more", "reserved:1.5GB"))),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_click_takes_the_place_of_the_message()
    {
        var answer = Json(await AnswerAsync(Interactions.Click(Rendered.Ids.Ask("/vram qwen3-8b gpu:4070", 0, 0)!)));
        Assert.Equal(7, answer.GetProperty("type").GetInt32());
        Assert.StartsWith("Qwen3-8B", answer.GetProperty("data").GetProperty("embeds")[0].GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_click_on_a_term_replaces_nothing_and_is_answered_in_private()
    {
        var answer = Json(await AnswerAsync(Interactions.Click(Rendered.Ids.Ask("/vram-glossary term:kv-cache,gqa", 0, 0)!)));
        Assert.Equal(4, answer.GetProperty("type").GetInt32());
        Assert.Equal(64, answer.GetProperty("data").GetProperty("flags").GetInt32());
    }

    [Fact]
    public async Task A_chosen_line_takes_the_place_of_the_message()
    {
        var answer = Json(await AnswerAsync(Interactions.Click(CustomIds.Menu(0), Rendered.Ids.Value("/vram qwen3-8b ctx:32k")!)));
        Assert.Equal(7, answer.GetProperty("type").GetInt32());
        Assert.Contains("32,768 tokens", answer.GetProperty("data").GetProperty("embeds")[0].GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Share_shows_the_answer_to_all()
    {
        var answer = Json(await AnswerAsync(Interactions.Click(Rendered.Ids.Share("/vram qwen3-8b")!, flags: 64)));
        Assert.Equal(4, answer.GetProperty("type").GetInt32());
        Assert.False(answer.GetProperty("data").TryGetProperty("flags", out _));
    }

    [Fact]
    public async Task A_click_on_a_private_message_keeps_its_share_button() =>
        Assert.Contains("\"Share\"", await AnswerAsync(Interactions.Click(Rendered.Ids.Ask("/vram qwen3-8b", 0, 0)!, flags: 64)), StringComparison.Ordinal);

    [Theory]
    [InlineData("{\"custom_id\":\"0a00vmqwen3-8b\",\"component_type\":2}", 3)]
    [InlineData("{\"custom_id\":\"1a00v\\u0000\",\"component_type\":2}", 3)]
    [InlineData("{\"component_type\":2}", 3)]
    [InlineData("{\"custom_id\":\"form\",\"components\":[]}", 5)]
    [InlineData("{}", 2)]
    [InlineData("{\"name\":\"vram\"}", 99)]
    public async Task What_is_not_known_is_answered_politely_in_private(string data, int type)
    {
        var answer = Json(await AnswerAsync(Interactions.Of(type, data)));
        Assert.Equal(4, answer.GetProperty("type").GetInt32());
        Assert.Equal(64, answer.GetProperty("data").GetProperty("flags").GetInt32());
        Assert.Contains("/vram", answer.GetProperty("data").GetProperty("content").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"type\":\"two\"}")]
    [InlineData("{\"type\":2,\"data\":[]}")]
    [InlineData("{\"type\":2,\"data\":{\"name\":7}}")]
    [InlineData("{\"type\":2,\"data\":{\"name\":\"vram\",\"options\":[null]}}")]
    [InlineData("{}")]
    public async Task What_has_another_shape_is_answered_politely(string interaction) => Assert.Contains("/vram", await AnswerAsync(interaction), StringComparison.Ordinal);

    [Fact]
    public async Task A_command_of_another_bot_is_not_understood() => Assert.Contains("not understood", await AnswerAsync(Interactions.Command("ban", ("user", "someone"))), StringComparison.Ordinal);

    [Fact]
    public async Task An_option_that_is_being_typed_is_completed() => Assert.Contains(
        "mixtral-8x7b",
        await AnswerAsync(Interactions.Of(4, "{\"id\":\"5\",\"name\":\"vram\",\"type\":1,\"options\":[{\"name\":\"model\",\"type\":3,\"value\":\"mixtral\",\"focused\":true}]}")),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_fault_of_ours_is_said_without_its_insides()
    {
        var answer = await AnswerAsync(Interactions.Command("vram", ("model", "x")), answers: new Answers(_ => throw new InvalidOperationException("secret insides")));
        Assert.Contains("went wrong", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 5)]
    [InlineData(true, 6)]
    public async Task A_slow_answer_is_announced_and_then_edited(bool isClick, int announced)
    {
        await using var server = await RestServer.StartAsync();
        var (time, work, slow) = (new FakeTime(), new WorkInFlight(), new TaskCompletionSource<Answer>());
        using var rest = new DiscordRest(new() { ApiBaseUrl = server.ApiBaseUrl, Token = RestServer.BotToken }, TimeProvider.System, NullLogger<DiscordRest>.Instance, new());
        var responder = Responder(new(), new Answers(_ => slow.Task), rest, work, time);
        var asked = isClick ? Interactions.Click(Rendered.Ids.Ask("/vram qwen3-8b", 0, 0)!) : Interactions.Command("vram", ("model", "qwen3-8b"));

        var responding = responder.RespondAsync(JsonElement.Parse(asked), TestContext.Current.CancellationToken);
        Assert.False(responding.IsCompleted);
        time.Advance(InteractionResponder.Patience);
        var first = await responding;
        Assert.Equal(announced, Json(Encoding.UTF8.GetString(first.Json.Span)).GetProperty("type").GetInt32());

        await rest.RespondAsync(Id, "token", first, TestContext.Current.CancellationToken);
        slow.SetResult(Rendered.Desk.Ask("/vram qwen3-8b"));
        var edit = (await server.WaitForAsync("PATCH", "/webhooks/"))[0];
        await work.DrainAsync(TestContext.Current.CancellationToken);
        Assert.Equal("/webhooks/2/token/messages/@original", edit.Path);
        Assert.StartsWith("Qwen3-8B", edit.Json!.Value.GetProperty("embeds")[0].GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Empty(server.Problems);
    }

    [Fact]
    public async Task An_announced_answer_says_how_far_it_is()
    {
        await using var server = await RestServer.StartAsync();
        var (time, work, slow) = (new FakeTime(), new WorkInFlight(), new TaskCompletionSource<Answer>());
        using var rest = new DiscordRest(new() { ApiBaseUrl = server.ApiBaseUrl, Token = RestServer.BotToken }, TimeProvider.System, NullLogger<DiscordRest>.Instance, new());
        var answers = new Questions(question =>
        {
            question.Progress!.Report("Reading some/model from its own files: 3 of 16.");
            return slow.Task;
        });
        var responding = Responder(new(), answers, rest, work, time).RespondAsync(JsonElement.Parse(Interactions.Command("vram", ("model", "some/model"))), TestContext.Current.CancellationToken);
        time.Advance(InteractionResponder.Patience);
        await rest.RespondAsync(Id, "token", await responding, TestContext.Current.CancellationToken);
        time.Advance(InteractionResponder.Step);
        var told = (await server.WaitForAsync("PATCH", "/webhooks/"))[0];
        Assert.Equal("Reading some/model from its own files: 3 of 16.", told.Json!.Value.GetProperty("content").GetString());

        slow.SetResult(Rendered.Desk.Ask("/vram qwen3-8b"));
        await work.DrainAsync(TestContext.Current.CancellationToken);
        var answer = (await server.WaitForAsync("PATCH", "/webhooks/", 2))[1];
        Assert.Empty(answer.Json!.Value.GetProperty("content").GetString()!);
        Assert.StartsWith("Qwen3-8B", answer.Json!.Value.GetProperty("embeds")[0].GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Empty(server.Problems);
    }

    [Theory]
    [InlineData(false, "9", "3")]
    [InlineData(true, "5", null)]
    public async Task Whoever_asks_is_told_from_others(bool isDirect, string person, string? server)
    {
        Asker? asker = null;
        var answers = new Questions(question =>
        {
            asker = question.Asker;
            return Task.FromResult(Rendered.Desk.Ask(question.Line));
        });
        var interaction = (JsonObject)JsonNode.Parse(Interactions.Command("vram", ("model", "qwen3-8b")))!;
        if (isDirect)
        {
            interaction.Remove("guild_id");
            interaction.Remove("member");
            interaction["user"] = new JsonObject { ["id"] = "5" };
        }

        await AnswerAsync(interaction.ToJsonString(), answers: answers);
        Assert.Equal(new("discord", person, server), asker);
    }

    [Fact]
    public async Task An_answer_that_is_nearly_late_is_not_announced()
    {
        var (time, slow) = (new FakeTime(), new TaskCompletionSource<Answer>());
        using var rest = new DiscordRest(new(), time, NullLogger<DiscordRest>.Instance, new());
        var responding = Responder(new(), new Answers(_ => slow.Task), rest, new(), time).RespondAsync(JsonElement.Parse(Interactions.Command("vram", ("model", "qwen3-8b"))), TestContext.Current.CancellationToken);
        time.Advance(InteractionResponder.Patience - TimeSpan.FromMilliseconds(1));
        slow.SetResult(Rendered.Desk.Ask("/vram qwen3-8b"));
        Assert.Equal(4, Json(Encoding.UTF8.GetString((await responding).Json.Span)).GetProperty("type").GetInt32());
        Assert.Equal(0, time.Waiting);
    }

    // What was fetched from elsewhere may be another the next time; what was not understood costs nothing.
    [Theory]
    [InlineData("qwen3-8b", false, 1)]
    [InlineData("qwen3-8b", true, 2)]
    [InlineData("mixtal", false, 2)]
    public async Task What_is_arithmetic_is_not_worked_out_again(string model, bool isFetched, int times)
    {
        var asked = 0;
        using var rest = new DiscordRest(new(), TimeProvider.System, NullLogger<DiscordRest>.Instance, new());
        var responder = Responder(new(), new Answers(Ask), rest, new(), TimeProvider.System);
        var interaction = JsonElement.Parse(Interactions.Command("vram", ("model", model)));
        var first = await responder.RespondAsync(interaction, TestContext.Current.CancellationToken);
        var second = await responder.RespondAsync(interaction, TestContext.Current.CancellationToken);
        Assert.Equal(first.Json.Span, second.Json.Span);
        Assert.Equal(times, asked);

        async Task<Answer> Ask(string line)
        {
            asked++;
            if (isFetched)
                await Task.Yield();
            return Rendered.Desk.Ask(line);
        }
    }

    private static JsonElement Json(string text) => JsonElement.Parse(text);

    private static async Task<string> AnswerAsync(string interaction, DiscordOptions? options = null, IAnswers? answers = null)
    {
        using var rest = new DiscordRest(new(), TimeProvider.System, NullLogger<DiscordRest>.Instance, new());
        var responder = Responder(options ?? new(), answers ?? new Desk(), rest, new(), TimeProvider.System);
        var body = await responder.RespondAsync(JsonElement.Parse(interaction), TestContext.Current.CancellationToken);
        Assert.Empty(RestServer.ProblemsOf(body.Json));
        return Encoding.UTF8.GetString(body.Json.Span);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Too_many_are_told_to_wait_by_themselves_and_a_clicked_message_stays(bool isClick)
    {
        using var rest = new DiscordRest(new(), TimeProvider.System, NullLogger<DiscordRest>.Instance, new());
        var responder = Responder(new(), new Desk(), rest, new(), new FakeTime(), new() { PerPerson = 2 });
        var interaction = JsonElement.Parse(Interactions.Command("vram", ("model", "qwen3-8b")).Replace("\"en-US\"", "\"pt-BR\"", StringComparison.Ordinal));
        for (var ask = 0; ask < 2; ask++)
            Assert.DoesNotContain("Pergunte de novo", Encoding.UTF8.GetString((await responder.RespondAsync(interaction, TestContext.Current.CancellationToken)).Json.Span), StringComparison.Ordinal);
        if (isClick)
        {
            var button = Json(await AnswerAsync(Interactions.Command("vram", ("model", "qwen3-8b")))).GetProperty("data").GetProperty("components").EnumerateArray()
                .SelectMany(row => row.GetProperty("components").EnumerateArray()).First(component => component.GetProperty("type").GetInt32() == 2);
            interaction = JsonElement.Parse(Interactions.Click(button.GetProperty("custom_id").GetString()!).Replace("\"en-US\"", "\"pt-BR\"", StringComparison.Ordinal));
        }

        var refused = Json(Encoding.UTF8.GetString((await responder.RespondAsync(interaction, TestContext.Current.CancellationToken)).Json.Span));
        Assert.Equal(4, refused.GetProperty("type").GetInt32());
        Assert.Equal(64, refused.GetProperty("data").GetProperty("flags").GetInt32());
        Assert.Contains("Pergunte de novo em", refused.GetProperty("data").GetRawText(), StringComparison.Ordinal);
    }

    private static InteractionResponder Responder(DiscordOptions options, IAnswers answers, DiscordRest rest, WorkInFlight work, TimeProvider time, LimitOptions? limits = null, WorkGate? gate = null) =>
        new(answers, new(Options.Create(limits ?? new()), time), Rendered.Renderer, new(ShippedCatalogs.Catalog), rest, work, gate ?? new(100, 100, 100), new(Options.Create(new LogsOptions()), NullLogger<AskedLines>.Instance), Options.Create(options), time, NullLogger<InteractionResponder>.Instance);

    private sealed class Desk : IAnswers
    {
        public ValueTask<Answer> AskAsync(Question question, CancellationToken cancellationToken) => new(Rendered.Desk.Ask(question.Line, question.Language));
    }

    private sealed class Busy : IInteractionResponder
    {
        public Task<DiscordBody> RespondAsync(JsonElement interaction, CancellationToken cancellationToken) => throw new InvalidOperationException("Nobody is asked while too much is.");
    }

    private sealed class Questions(Func<Question, Task<Answer>> answer) : IAnswers
    {
        public async ValueTask<Answer> AskAsync(Question question, CancellationToken cancellationToken) => await answer(question);
    }

    private sealed class Answers(Func<string, Task<Answer>> answer) : IAnswers
    {
        public async ValueTask<Answer> AskAsync(Question question, CancellationToken cancellationToken) => await answer(question.Line);
    }
}
