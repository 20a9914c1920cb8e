using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using VramBot.Commands;
using VramBot.Slack.Interactions;
using VramBot.Slack.Tests.Blocks;
using VramBot.Slack.Tests.Rendering;

namespace VramBot.Slack.Tests.Interactions;

/// <summary>The one handler: what each kind of payload is answered with, where, and when.</summary>
public sealed class SlackResponderTests
{
    private const string Ask = "ask-0-0";

    [Fact]
    public async Task A_command_is_answered_in_its_acknowledgement()
    {
        using var desk = new Desk();
        var message = (await desk.AnswerAsync(Payloads.Command("model:mixtral-8x7b precision:int4 ctx:4096")))!.Value;
        Assert.Empty(SlackRules.ProblemsOf(message));
        Assert.Equal("ephemeral", message.GetProperty("response_type").GetString());
        Assert.StartsWith("Mixtral-8x7B", Title(message), StringComparison.Ordinal);
        Assert.False(message.TryGetProperty("replace_original", out _));
        Assert.Empty(desk.Messenger.Messages);
        Assert.Equal(0, desk.Time.Waiting);
    }

    [Theory]
    [InlineData(false, "ephemeral", true)]
    [InlineData(true, "in_channel", false)]
    public async Task The_host_says_who_sees_answers(bool isPublic, string type, bool shares)
    {
        using var desk = new Desk(settings: new(isPublic));
        var message = (await desk.AnswerAsync(Payloads.Command("qwen3-8b")))!.Value;
        Assert.Equal(type, message.GetProperty("response_type").GetString());
        Assert.Equal(shares, message.GetRawText().Contains("\"share\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/vram-fit", "gpu:3060-12gb")]
    [InlineData("/vram", "fit 3060-12gb")]
    public async Task Other_commands_have_two_names(string command, string text)
    {
        using var desk = new Desk();
        Assert.Contains("3060", Title((await desk.AnswerAsync(Payloads.Command(text, command)))!.Value), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_not_understood_is_said_in_private(bool isPublic)
    {
        using var desk = new Desk(settings: new(isPublic));
        var message = (await desk.AnswerAsync(Payloads.Command("mixtal-8x7b ctx:4kk")))!.Value;
        Assert.Equal("ephemeral", message.GetProperty("response_type").GetString());
        Assert.Equal("That was not understood", Title(message));
    }

    [Theory]
    [InlineData("qwen3-8b", "Ask again in")]
    [InlineData("qwen3-8b lang:pt", "Pergunte de novo em")]
    public async Task Who_asks_too_much_is_told_alone_to_wait_whether_the_answer_was_written_before_or_not(string text, string words)
    {
        using var desk = new Desk(settings: new(IsPublic: true), limits: new() { PerPerson = 2 });
        for (var ask = 0; ask < 2; ask++)
            Assert.Equal("in_channel", (await desk.AnswerAsync(Payloads.Command(text)))!.Value.GetProperty("response_type").GetString());
        var message = (await desk.AnswerAsync(Payloads.Command(text)))!.Value;
        Assert.Equal("ephemeral", message.GetProperty("response_type").GetString());
        Assert.Contains(words, message.GetProperty("text").GetString(), StringComparison.Ordinal);
        await desk.Rehearsal.PlayAsync("/vram model:qwen3-8b", TestContext.Current.CancellationToken);
        desk.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("in_channel", (await desk.AnswerAsync(Payloads.Command(text)))!.Value.GetProperty("response_type").GetString());
    }

    [Fact]
    public async Task A_click_and_a_form_count_too_and_leave_what_is_there()
    {
        using var desk = new Desk(limits: new() { PerPerson = 0, PerServer = 1 });
        var message = (await desk.AnswerAsync(Payloads.Command("qwen3-8b")))!.Value;
        var share = message.GetProperty("blocks").EnumerateArray().Where(block => block.GetProperty("type").GetString() == "actions")
            .SelectMany(block => block.GetProperty("elements").EnumerateArray()).First(element => element.GetProperty("type").GetString() == "button");
        var refused = await desk.FollowingAsync(Payloads.Click(share.GetProperty("action_id").GetString()!, share.GetProperty("value").GetString()));
        Assert.False(refused.GetProperty("replace_original").GetBoolean());
        Assert.Contains("Everybody here together", refused.GetProperty("text").GetString(), StringComparison.Ordinal);
        var form = (await desk.AnswerAsync(Payloads.Form(new FormState(Payloads.ResponseUrl).Write(), ("model", "qwen3-8b"))))!.Value;
        Assert.Equal("update", form.GetProperty("response_action").GetString());
        Assert.Contains("Everybody here together", form.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_slow_answer_is_acknowledged_and_follows(bool isPublic)
    {
        var slow = new TaskCompletionSource<Answer>();
        using var desk = new Desk(_ => slow.Task, settings: new(isPublic));
        var responding = desk.Responder.RespondAsync(Payloads.Command("qwen3-8b"), TestContext.Current.CancellationToken);
        desk.Time.Advance(FollowUps.Patience - TimeSpan.FromMilliseconds(1));
        Assert.False(responding.IsCompleted);
        desk.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True((await responding).IsEmpty);
        Assert.Equal(1, desk.Work.Count);
        slow.SetResult(Rendered.Desk.Ask("/vram qwen3-8b"));
        await desk.Work.DrainAsync(TestContext.Current.CancellationToken);
        var (url, message) = Assert.Single(desk.Messenger.Messages);
        Assert.Equal(Payloads.ResponseUrl, url);
        Assert.Equal(isPublic ? "in_channel" : "ephemeral", message.GetProperty("response_type").GetString());
    }

    [Fact]
    public async Task A_slow_answer_is_acknowledged_with_how_far_it_is()
    {
        var slow = new TaskCompletionSource<Answer>();
        using var desk = new Desk(_ => slow.Task, settings: new(true));
        var responding = desk.Responder.RespondAsync(Payloads.Command("some/model"), TestContext.Current.CancellationToken);
        desk.Asked!.Progress!.Report("Reading some/model from its own files: 3 of 16.");
        desk.Time.Advance(FollowUps.Patience);
        var told = JsonElement.Parse((await responding).Span);
        Assert.Equal(("ephemeral", "Reading some/model from its own files: 3 of 16."), (told.GetProperty("response_type").GetString(), told.GetProperty("text").GetString()));
        slow.SetResult(Rendered.Desk.Ask("/vram qwen3-8b"));
        await desk.Work.DrainAsync(TestContext.Current.CancellationToken);
        Assert.Equal("in_channel", Assert.Single(desk.Messenger.Messages).Message.GetProperty("response_type").GetString());
    }

    [Fact]
    public async Task Whoever_asks_is_told_from_others()
    {
        using var desk = new Desk();
        await desk.AnswerAsync(Payloads.Command("qwen3-8b"));
        Assert.Equal(("slack", true), (desk.Asked!.Asker!.Platform, desk.Asked.Asker.Person.Length > 0));
        var person = desk.Asked.Asker;
        await desk.FollowingAsync(Payloads.Click(Ask, Rendered.State.Button("/vram qwen3-14b")));
        Assert.Equal(person, desk.Asked.Asker);
    }

    [Fact]
    public async Task A_bot_that_goes_down_waits_no_longer_and_still_answers()
    {
        var slow = new TaskCompletionSource<Answer>();
        using var desk = new Desk(_ => slow.Task);
        using var stop = new CancellationTokenSource();
        var responding = desk.Responder.RespondAsync(Payloads.Command("qwen3-8b"), stop.Token);
        await stop.CancelAsync();
        Assert.True((await responding).IsEmpty);
        slow.SetResult(Rendered.Desk.Ask("/vram qwen3-8b"));
        await desk.Work.DrainAsync(TestContext.Current.CancellationToken);
        Assert.Single(desk.Messenger.Messages);
    }

    [Fact]
    public async Task An_answer_that_is_nearly_late_is_still_the_acknowledgement()
    {
        var slow = new TaskCompletionSource<Answer>();
        using var desk = new Desk(_ => slow.Task);
        var responding = desk.Responder.RespondAsync(Payloads.Command("qwen3-8b"), TestContext.Current.CancellationToken);
        desk.Time.Advance(FollowUps.Patience - TimeSpan.FromMilliseconds(1));
        slow.SetResult(Rendered.Desk.Ask("/vram qwen3-8b"));
        Assert.False((await responding).IsEmpty);
        Assert.Equal(0, desk.Time.Waiting);
    }

    [Fact]
    public async Task A_fault_of_ours_is_said_without_its_insides()
    {
        using var desk = new Desk(_ => throw new InvalidOperationException("secret insides"));
        var answer = (await desk.AnswerAsync(Payloads.Command("x")))!.Value.GetRawText();
        Assert.Contains("went wrong", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
        Assert.Contains("went wrong", (await desk.FollowingAsync(Payloads.Click(Ask, Rendered.State.Button("/vram qwen3-8b")))).GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "ephemeral")]
    [InlineData(false, "in_channel")]
    public async Task A_click_takes_the_place_of_the_message(bool isEphemeral, string type)
    {
        using var desk = new Desk();
        var message = await desk.FollowingAsync(Payloads.Click(Ask, Rendered.State.Button("/vram qwen3-8b gpu:4070"), isEphemeral: isEphemeral));
        Assert.True(message.GetProperty("replace_original").GetBoolean());
        Assert.Equal(type, message.GetProperty("response_type").GetString());
        Assert.Equal(isEphemeral, message.GetRawText().Contains("\"share\"", StringComparison.Ordinal));
        Assert.StartsWith("Qwen3-8B", Title(message), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chosen_line_takes_the_place_of_the_message()
    {
        using var desk = new Desk();
        var message = await desk.FollowingAsync(Payloads.Click("menu-1", Rendered.State.Choice(null, "/vram qwen3-8b ctx:32k"), "1vmqwen3-8b", isMenu: true));
        Assert.True(message.GetProperty("replace_original").GetBoolean());
        Assert.Contains("32,768 tokens", Title(message), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Share_posts_a_message_of_its_own()
    {
        using var desk = new Desk();
        var message = await desk.FollowingAsync(Payloads.Click("share", Rendered.State.Button("/vram qwen3-8b")));
        Assert.False(message.GetProperty("replace_original").GetBoolean());
        Assert.Equal("in_channel", message.GetProperty("response_type").GetString());
        Assert.DoesNotContain("\"share\"", message.GetRawText(), StringComparison.Ordinal);
    }

    /// <summary>Every button and every line of every menu, clicked as Slack would send it.</summary>
    [Fact]
    public async Task Every_control_of_a_message_is_answered()
    {
        foreach (var (row, element) in Rendered.Controls(Rendered.Of("/vram llama-3.1-8b gpu:4090 flags:\"--gpu-memory-utilization 0.8 --max-num-seqs 64 --enforce-eager\"")))
            foreach (var value in element.Options is { } options ? options.Select(option => option.Value) : [element.Value!])
            {
                using var desk = new Desk();
                var message = await desk.FollowingAsync(Payloads.Click(element.ActionId, value, row, isMenu: element.Options is not null));
                Assert.DoesNotContain("not understood", Title(message), StringComparison.Ordinal);
            }
    }

    [Theory]
    [InlineData("ask-0-0", "0vmqwen3-8b")]
    [InlineData("ask-0-0", "1v\0")]
    [InlineData("ask-0-0", null)]
    [InlineData("something", "1vmqwen3-8b")]
    [InlineData("share", "1?")]
    public async Task An_old_button_is_answered_politely_and_the_message_stays(string actionId, string? value)
    {
        using var desk = new Desk();
        var message = await desk.FollowingAsync(Payloads.Click(actionId, value));
        Assert.Equal("ephemeral", message.GetProperty("response_type").GetString());
        Assert.False(message.GetProperty("replace_original").GetBoolean());
        Assert.Contains("/vram", message.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_cannot_be_sent_breaks_nothing()
    {
        using var desk = new Desk(messenger: new() { MessageFault = new InvalidOperationException("expired_url") });
        Assert.Null(await desk.AnswerAsync(Payloads.Click(Ask, Rendered.State.Button("/vram qwen3-8b"))));
        await desk.Work.DrainAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, desk.Work.Count);
    }

    [Theory]
    [InlineData("""{"type":"view_closed","view":{}}""")]
    [InlineData("""{"type":"shortcut","callback_id":"x"}""")]
    [InlineData("""{"type":"message_action","callback_id":"x"}""")]
    [InlineData("""{"type":"something_new"}""")]
    [InlineData("""{"type":5}""")]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""null""")]
    [InlineData("""{"type":"block_actions"}""")]
    [InlineData("""{"type":"block_actions","response_url":5,"actions":[{}]}""")]
    [InlineData("""{"type":"block_actions","response_url":"https://hooks.slack.com/x","actions":{}}""")]
    [InlineData("""{"type":"block_actions","response_url":"https://hooks.slack.com/x","actions":[null]}""")]
    [InlineData("""{"type":"block_actions","actions":[{"type":"button","action_id":"link","url":"https://example.com"}]}""")]
    [InlineData("""{"type":"view_submission"}""")]
    [InlineData("""{"type":"view_submission","view":{"callback_id":"of-another"}}""")]
    public async Task What_is_not_known_is_acknowledged(string payload)
    {
        using var desk = new Desk();
        Assert.Null(await desk.AnswerAsync(Payloads.Interactive(JsonElement.Parse(payload))));
        await desk.Work.DrainAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_event_is_acknowledged()
    {
        using var desk = new Desk();
        Assert.Null(await desk.AnswerAsync(new(SlackPayloadKind.Event, JsonElement.Parse("""{"event":{"type":"app_uninstalled"}}"""))));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"command":"/vram","text":"\ud800"}""")]
    [InlineData("""{"command":5,"text":[]}""")]
    [InlineData("""{"command":"/vram-fit"}""")]
    public async Task A_command_of_any_shape_is_answered(string payload)
    {
        using var desk = new Desk();
        Assert.Equal("That was not understood", Title((await desk.AnswerAsync(new(SlackPayloadKind.SlashCommand, JsonElement.Parse(payload))))!.Value));
    }

    [Fact]
    public void Whatever_is_typed_the_answer_is_one_that_Slack_takes()
    {
        using var desk = new Desk();
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), typed =>
        {
            var body = desk.Responder.RespondAsync(Payloads.Command($"model:\"{typed.Get}\" {typed.Get}"), CancellationToken.None).GetAwaiter().GetResult();
            return SlackRules.ProblemsOf(JsonElement.Parse(body.Span)).Count == 0;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task A_rehearsal_sends_nothing()
    {
        using var desk = new Desk();
        await desk.Rehearsal.PlayAsync("/vram model:mixtral-8x7b precision:int4 ctx:4096", TestContext.Current.CancellationToken);
        Assert.Empty(desk.Messenger.Messages);
        Assert.Equal(0, desk.Work.Count);
    }

    private static string Title(JsonElement message) => message.GetProperty("blocks")[0].GetProperty("text").GetProperty("text").GetString()!;
}
