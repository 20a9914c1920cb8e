using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using VramBot.Chat;
using VramBot.Commands;
using VramBot.Core.Languages;
using VramBot.Slack.Interactions;
using VramBot.Slack.Rendering;
using VramBot.Slack.Tests.Blocks;
using VramBot.Slack.Tests.Rendering;
using VramBot.Testing;

namespace VramBot.Slack.Tests.Interactions;

/// <summary>The form: opened by the bare command, filled in, sent, answered.</summary>
public sealed class FormTests
{
    private static readonly string Metadata = new FormState(Payloads.ResponseUrl).Write();

    [Fact]
    public async Task The_bare_command_opens_it()
    {
        using var desk = new Desk();
        var view = await OpenedAsync(desk);
        var (workspace, trigger, _) = desk.Messenger.Views[0];
        Assert.Equal(new("E1", "T1"), workspace);
        Assert.StartsWith("13345224609", trigger, StringComparison.Ordinal);
        Assert.Equal(["model", "precision", "ctx", "task", "gpu", "users", "more", "visibility"], view.GetProperty("blocks").EnumerateArray().Select(block => block.GetProperty("block_id").GetString()));
        Assert.Equal("external_select", view.GetProperty("blocks")[0].GetProperty("element").GetProperty("type").GetString());
    }

    [Fact]
    public void It_reads_as_approved() => Assert.Equal(string.Empty, Approval.Difference("form", Rendered.Text(JsonSerializer.SerializeToElement(FormRenderer.Render(Metadata, new()), SlackJson.Writing.SlackView))));

    /// <summary>What was opened is filled in and sent back.</summary>
    [Theory]
    [InlineData("me", "ephemeral")]
    [InlineData("everybody", "in_channel")]
    public async Task It_goes_all_the_way_round(string visibility, string type)
    {
        using var desk = new Desk();
        var metadata = (await OpenedAsync(desk)).GetProperty("private_metadata").GetString();
        var message = await desk.FollowingAsync(Payloads.Form(metadata, ("model", "mixtral-8x7b"), ("precision", "int4"), ("ctx", "8k"), ("gpu", "2x3090"), ("users", "2"), ("more", "kv:fp8"), ("visibility", visibility)));
        Assert.Equal(type, message.GetProperty("response_type").GetString());
        Assert.False(message.TryGetProperty("replace_original", out _));
        Assert.Contains("8,192 tokens", message.GetProperty("blocks")[0].GetProperty("text").GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    // The form stays open with all that was filled in: it is sent again with one click.
    [Fact]
    public async Task While_there_is_no_room_it_stays_open()
    {
        using var desk = new Desk(gate: new(0, 1, 1));
        var answer = (await desk.AnswerAsync(Payloads.Form(Metadata, ("model", "qwen3-8b"))))!.Value;
        Assert.Equal("errors", answer.GetProperty("response_action").GetString());
        Assert.StartsWith("Too much is asked at once", answer.GetProperty("errors").GetProperty("model").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("qwen3-8b", "Too much is asked at once")]
    [InlineData("qwen3-8b lang:pt", "Há perguntas demais")]
    public async Task A_command_that_there_is_no_room_for_is_told_so_in_private(string text, string said)
    {
        using var desk = new Desk(gate: new(0, 1, 1));
        var answer = (await desk.AnswerAsync(Payloads.Command(text)))!.Value;
        Assert.Equal("ephemeral", answer.GetProperty("response_type").GetString());
        Assert.StartsWith(said, answer.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Room_that_was_taken_is_given_back()
    {
        var gate = new WorkGate(1, 1, 1);
        using var desk = new Desk(gate: gate);
        foreach (var model in new[] { "qwen3-8b", "phi-4" })
            Assert.Equal("ephemeral", (await desk.AnswerAsync(Payloads.Command(model)))!.Value.GetProperty("response_type").GetString());
        await desk.FollowingAsync(Payloads.Form(Metadata, ("model", "qwen3-14b")));
        Assert.Equal(0, gate.Count);
    }

    [Theory]
    [InlineData("model", "mixtal-8x7b")]
    [InlineData("precision", "q4km9")]
    [InlineData("ctx", "4kk")]
    [InlineData("gpu", "rtx 9999 ultra")]
    [InlineData("users", "many")]
    [InlineData("more", "kv:what")]
    [InlineData("more", "prezision:int4")]
    public async Task What_is_wrong_stands_under_its_field(string field, string value)
    {
        using var desk = new Desk();
        var answer = (await desk.AnswerAsync(Payloads.Form(Metadata, field == "model" ? (field, value) : ("model", "qwen3-8b"), (field, value))))!.Value;
        Assert.Equal("errors", answer.GetProperty("response_action").GetString());
        var error = Assert.Single(answer.GetProperty("errors").EnumerateObject());
        Assert.Equal(field, error.Name);
        Assert.InRange(error.Value.GetString()!.Length, 10, 300);
        Assert.Empty(desk.Messenger.Messages);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        using var desk = new Desk();
        var answer = (await desk.AnswerAsync(Payloads.Form(Metadata, ("model", "mixtal-8x7b"), ("ctx", "4kk"), ("gpu", "rtx 9999"))))!.Value;
        Assert.Equal(["ctx", "gpu", "model"], answer.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task An_empty_form_says_that_a_model_is_missing()
    {
        using var desk = new Desk();
        Assert.Equal("model", Assert.Single((await desk.AnswerAsync(Payloads.Form(Metadata)))!.Value.GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task A_slow_answer_closes_it_and_follows()
    {
        var slow = new TaskCompletionSource<Answer>();
        using var desk = new Desk(_ => slow.Task);
        var responding = desk.Responder.RespondAsync(Payloads.Form(Metadata, ("model", "mixtal-8x7b")), TestContext.Current.CancellationToken);
        desk.Time.Advance(FollowUps.Patience);
        Assert.True((await responding).IsEmpty);
        slow.SetResult(Rendered.Desk.Ask("/vram mixtal-8x7b"));
        await desk.Work.DrainAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("That was not understood", Assert.Single(desk.Messenger.Messages).Message.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_ours_is_said_without_its_insides()
    {
        using var desk = new Desk(_ => Task.FromException<Answer>(new InvalidOperationException("secret insides")));
        var message = await desk.FollowingAsync(Payloads.Form(Metadata, ("model", "qwen3-8b")));
        Assert.Contains("went wrong", message.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1 ")]
    [InlineData("0 https://hooks.slack.com/x")]
    [InlineData("1 file:///etc/passwd")]
    [InlineData("1 not an address")]
    public async Task A_form_of_another_version_says_so(string? metadata)
    {
        using var desk = new Desk();
        var answer = (await desk.AnswerAsync(Payloads.Form(metadata, ("model", "qwen3-8b"))))!.Value;
        Assert.Equal("update", answer.GetProperty("response_action").GetString());
        Assert.Empty(SlackRules.ProblemsOfView(answer.GetProperty("view")));
        Assert.Empty(desk.Messenger.Messages);
    }

    [Fact]
    public async Task Where_it_cannot_be_opened_the_help_says_what_to_type()
    {
        using var desk = new Desk(messenger: new() { ViewFault = new InvalidOperationException("not_authed") });
        var message = await desk.FollowingAsync(Payloads.Command(string.Empty));
        Assert.Contains("/vram model:", message.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_organisation_wide_installation_has_no_team()
    {
        using var desk = new Desk();
        var payload = Payloads.Command(string.Empty);
        await desk.AnswerAsync(payload with { Json = JsonElement.Parse(payload.Json.GetRawText().Replace("\"is_enterprise_install\":\"false\"", "\"is_enterprise_install\":\"true\"", StringComparison.Ordinal)) });
        await desk.Work.DrainAsync(TestContext.Current.CancellationToken);
        Assert.Equal(new("E1", null), desk.Messenger.Views[0].Workspace);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("en")]
    [InlineData("pt-BR")]
    public void A_state_reads_back(string? tag)
    {
        var state = new FormState(Payloads.ResponseUrl, Language.Named(tag));
        Assert.Equal(state, FormState.Read(state.Write()));
    }

    [Theory]
    [InlineData("0 https://hooks.slack.com/x")]
    [InlineData("2:pt https://hooks.slack.com/x")]
    [InlineData("1:pt")]
    [InlineData("1pt https://hooks.slack.com/x")]
    [InlineData("1:pt ftp://hooks.slack.com/x")]
    [InlineData("")]
    public void What_is_no_state_is_not_read(string text) => Assert.Null(FormState.Read(text));

    /// <summary>The language that the form was asked for in is that of its fields, of the answer, and of what is wrong.</summary>
    [Theory]
    [InlineData("lang:pt")]
    [InlineData(" lang:\"pt-BR\" ")]
    [InlineData("idioma:pt")]
    public async Task It_is_in_the_language_that_is_named(string typed)
    {
        using var desk = new Desk();
        Assert.Null(await desk.AnswerAsync(Payloads.Command(typed)));
        await desk.Work.DrainAsync(TestContext.Current.CancellationToken);
        var view = Assert.Single(desk.Messenger.Views).View;
        Assert.Equal("Memória de GPU", view.GetProperty("title").GetProperty("text").GetString());
        Assert.Equal("Sua GPU", view.GetProperty("blocks")[4].GetProperty("label").GetProperty("text").GetString());
        var metadata = view.GetProperty("private_metadata").GetString();
        var wrong = (await desk.AnswerAsync(Payloads.Form(metadata, ("model", "qwen3-8b"), ("ctx", "4kk"))))!.Value;
        Assert.Contains("não", wrong.GetProperty("errors").GetProperty("ctx").GetString(), StringComparison.Ordinal);
        var message = await desk.FollowingAsync(Payloads.Form(metadata, ("model", "qwen3-8b"), ("ctx", "8k")));
        Assert.Contains("8.192 tokens", message.GetProperty("blocks")[0].GetProperty("text").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("\"Compartilhar\"", message.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_that_nobody_speaks_opens_no_form()
    {
        using var desk = new Desk();
        Assert.NotNull(await desk.AnswerAsync(Payloads.Command("lang:xx")));
        Assert.Empty(desk.Messenger.Views);
    }

    [Fact]
    public void Nothing_that_is_filled_in_breaks_it()
    {
        using var desk = new Desk();
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<NonNull<string>>(), (metadata, value) =>
        {
            FormState.Read($"1 {metadata}");
            var body = desk.Responder.RespondAsync(Payloads.Form(Metadata, ("model", value.Get), ("ctx", value.Get), ("gpu", value.Get), ("more", value.Get)), CancellationToken.None).GetAwaiter().GetResult();
            return body.IsEmpty || JsonElement.Parse(body.Span).GetProperty("errors").EnumerateObject().All(error => error.Value.GetString()!.Length is > 0 and <= 300);
        }).QuickCheckThrowOnFailure();
    }

    private static async Task<JsonElement> OpenedAsync(Desk desk)
    {
        Assert.Null(await desk.AnswerAsync(Payloads.Command(" ")));
        await desk.Work.DrainAsync(TestContext.Current.CancellationToken);
        return Assert.Single(desk.Messenger.Views).View;
    }
}
