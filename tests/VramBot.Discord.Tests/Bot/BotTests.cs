using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using VramBot.Chat;
using VramBot.Commands;
using VramBot.Core.Languages;
using VramBot.Discord.Commands;
using VramBot.Discord.Rest;
using VramBot.Discord.Tests.Loopback;
using VramBot.Discord.Tests.Rendering;
using static VramBot.Discord.Tests.Interactions.Interactions;

namespace VramBot.Discord.Tests.Bot;

/// <summary>The whole way: from a dispatch on the gateway to the callback on REST.</summary>
public sealed class BotTests
{
    private const int Patience = 60_000;

    [Fact(Timeout = Patience)]
    public async Task A_command_is_answered_with_its_estimate()
    {
        await using var bot = await BotHost.StartAsync();
        var peer = await bot.ReadyAsync();
        var id = Snowflake.At(DateTimeOffset.UtcNow);
        await peer.DispatchAsync("INTERACTION_CREATE", 2, Of(2, CommandData("vram", ("model", "mixtral-8x7b"), ("precision", "int4"), ("ctx", "4096")), id));

        var callback = (await bot.Rest.WaitForAsync("POST", $"/interactions/{id}/token/callback"))[0];
        Assert.Equal(4, callback.Json!.Value.GetProperty("type").GetInt32());
        Assert.StartsWith("Mixtral-8x7B", callback.Json.Value.GetProperty("data").GetProperty("embeds")[0].GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Empty(bot.Rest.Problems);
    }

    [Fact(Timeout = Patience)]
    public async Task What_is_delivered_twice_is_answered_once()
    {
        await using var bot = await BotHost.StartAsync();
        var peer = await bot.ReadyAsync();
        var ids = Enumerable.Range(0, 3).Select(place => Snowflake.At(DateTimeOffset.UtcNow.AddMilliseconds(place))).ToList();
        foreach (var (place, id) in ids.Concat(ids).Index())
            await peer.DispatchAsync("INTERACTION_CREATE", place + 2, Of(2, CommandData("vram", ("model", "qwen3-8b")), id));
        await bot.Rest.WaitForAsync("POST", "/interactions/", ids.Count);
        await bot.StopAsync();
        Assert.Equal(ids.Order(), bot.Rest.RequestsTo("POST", "/interactions/").Select(request => request.Path.Split('/')[2]).Order());
    }

    [Fact(Timeout = Patience)]
    public async Task Commands_are_registered_once_and_not_again()
    {
        await using var first = await BotHost.StartAsync();
        await first.Rest.WaitForAsync("PUT", $"/applications/{RestServer.ApplicationId}/commands");
        await BotHost.UntilAsync(() => first.Log.Text.Contains("Registered", StringComparison.Ordinal), "registered");
        Assert.Equal(CommandList.Of([0, 1]).Length, first.Rest.CommandsOf(null).Count);
        Assert.Contains($"https://discord.com/oauth2/authorize?client_id={RestServer.ApplicationId}&scope=applications.commands&permissions=0", first.Log.Text, StringComparison.Ordinal);
        await first.StopAsync();

        var second = await BotHost.StartAsync(like: first);
        await BotHost.UntilAsync(() => second.Log.Text.Contains("registered already", StringComparison.Ordinal), "compared");
        await second.StopAsync();
        Assert.Single(first.Rest.RequestsTo("PUT", "/applications/"));
        Assert.Empty(first.Rest.Problems);
    }

    [Fact(Timeout = Patience)]
    public async Task Of_replicas_that_start_at_once_one_registers()
    {
        await using var first = await BotHost.StartAsync();
        var others = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => BotHost.StartAsync(like: first)));
        await BotHost.UntilAsync(() => others.Append(first).All(bot => bot.Log.Events.Any(number => number is 131 or 132)), () => string.Join(Environment.NewLine, others.Append(first).Select(bot => bot.Log.Text)));
        Assert.Single(others.Append(first), bot => bot.Log.Events.Contains(132));
        Assert.Single(first.Rest.RequestsTo("PUT", "/applications/"));
        foreach (var other in others)
            await other.DisposeAsync();
    }

    [Fact(Timeout = Patience)]
    public async Task Without_a_database_commands_are_registered_as_ever_and_answers_go_on()
    {
        await using var bot = await BotHost.StartAsync(new Dictionary<string, string?> { ["Storage:Path"] = "/dev/null/nowhere/bot.db" });
        await bot.Rest.WaitForAsync("PUT", $"/applications/{RestServer.ApplicationId}/commands");
        var peer = await bot.ReadyAsync();
        var id = Snowflake.At(DateTimeOffset.UtcNow);
        await peer.DispatchAsync("INTERACTION_CREATE", 2, Of(2, CommandData("vram", ("model", "qwen3-8b")), id));
        await bot.Rest.WaitForAsync("POST", $"/interactions/{id}/token/callback");
        await Task.Delay(TimeSpan.FromSeconds(2.5), TestContext.Current.CancellationToken);
        Assert.Single(bot.Log.Events, number => number == 451);
    }

    [Fact(Timeout = Patience)]
    public async Task Commands_can_be_registered_on_one_server()
    {
        await using var bot = await BotHost.StartAsync(new Dictionary<string, string?> { ["Discord:GuildId"] = "1070000000000000000" });
        await bot.Rest.WaitForAsync("PUT", $"/applications/{RestServer.ApplicationId}/guilds/1070000000000000000/commands");
        await BotHost.UntilAsync(() => bot.Log.Text.Contains("Registered", StringComparison.Ordinal), "registered");
        Assert.Empty(bot.Rest.CommandsOf(null));
        Assert.Empty(bot.Rest.Problems);
    }

    [Fact(Timeout = Patience)]
    public async Task Of_processes_with_a_shard_each_only_the_first_registers()
    {
        await using var second = await BotHost.StartAsync(new Dictionary<string, string?> { ["Discord:Shards"] = "2", ["Discord:Shard"] = "1" });
        var peer = await second.ReadyAsync();
        var id = Snowflake.At(DateTimeOffset.UtcNow);
        await peer.DispatchAsync("INTERACTION_CREATE", 2, Of(2, CommandData("vram", ("model", "qwen3-8b")), id));
        await second.Rest.WaitForAsync("POST", $"/interactions/{id}/token/callback");
        await second.StopAsync();
        Assert.Empty(second.Rest.RequestsTo("PUT", "/applications/"));

        await using var first = await BotHost.StartAsync(new Dictionary<string, string?> { ["Discord:Shards"] = "2", ["Discord:Shard"] = "0" }, like: second);
        await first.Rest.WaitForAsync("PUT", $"/applications/{RestServer.ApplicationId}/commands");
    }

    [Fact(Timeout = Patience)]
    public async Task A_wrong_token_is_said_and_the_bot_stays_up()
    {
        await using var bot = await BotHost.StartAsync(new Dictionary<string, string?> { ["Discord:Token"] = "MTA2.wrong.token" });
        await BotHost.UntilAsync(() => bot.Log.Text.Contains("Discord__Token", StringComparison.Ordinal), "said");
        Assert.DoesNotContain("MTA2.wrong.token", bot.Log.Text, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task An_answer_in_flight_is_sent_before_the_bot_goes_down()
    {
        var slow = new TaskCompletionSource<Answer>();
        await using var bot = await BotHost.StartAsync(answers: new Answers(line => line.Contains("slow", StringComparison.Ordinal) ? slow.Task : Task.FromResult(Rendered.Desk.Ask(line))));
        var peer = await bot.ReadyAsync();
        var id = Snowflake.At(DateTimeOffset.UtcNow);
        await peer.DispatchAsync("INTERACTION_CREATE", 2, Of(2, CommandData("vram", ("model", "slow")), id));
        await bot.Rest.WaitForAsync("POST", $"/interactions/{id}/token/callback");

        var stopping = bot.StopAsync();
        Assert.Equal(1000, await peer.Closed);
        Assert.False(stopping.IsCompleted);
        slow.SetResult(Rendered.Desk.Ask("/vram qwen3-8b"));
        await bot.Rest.WaitForAsync("PATCH", "/webhooks/2/token/messages/@original");
        await stopping;
    }

    /// <summary>Discord at its worst: connections lost, errors, rate limits, answers that never arrive. Every interaction is answered, once.</summary>
    [Fact(Timeout = Patience)]
    public async Task Nothing_is_lost_in_a_storm()
    {
        const int Interactions = 400;
        const int AtOnce = 8;
        var chance = new Random(7);
        var gate = new Lock();
        var answered = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        await using var bot = await BotHost.StartAsync();
        bot.Rest.Faults = request =>
        {
            if (!request.IsCallback)
                return null;
            int fault;
            lock (gate)
                fault = chance.Next(20);
            RestReply? reply = fault switch
            {
                0 => RestReply.Error(500),
                1 => RestReply.Error(502),
                2 => RestReply.TooManyRequests(0.05),
                3 => RestReply.Dropped,
                4 => RestReply.AnswerLost,
                _ => null,
            };
            if (reply is null or { Drops: true, Status: null })
                answered.AddOrUpdate(request.Path, 1, (_, count) => count + 1);
            return reply;
        };
        var sessions = new GatewaySessions(bot.Gateway);
        await BotHost.UntilAsync(() => bot.Log.Text.Contains("is ready", StringComparison.Ordinal), "ready");
        for (var sent = 0; sent < Interactions; sent++)
        {
            if (sent % 100 == 50)
            {
                var resumed = sessions.Resumed;
                sessions.Current!.Peer!.Drop();
                await BotHost.UntilAsync(() => sessions.Resumed > resumed, "taken up again");
            }

            // As many as a busy machine answers within Discord's three seconds: what is lost to those is no fault of the bot.
            await BotHost.UntilAsync(() => sent - answered.Count < AtOnce, () => $"{answered.Count} of {sent} answered");
            var id = (ulong.Parse(Snowflake.At(DateTimeOffset.UtcNow), CultureInfo.InvariantCulture) + (ulong)sent).ToString(CultureInfo.InvariantCulture);
            await sessions.Current!.SendAsync("INTERACTION_CREATE", Of(2, CommandData("vram", ("model", "qwen3-8b"), ("gpu", "4070")), id, $"token{sent}"), id);
        }

        await BotHost.UntilAsync(() => answered.Count == Interactions, () => $"{answered.Count} of {Interactions} answered\n{bot.Log.Text}");
        Assert.Empty(bot.Rest.Problems);
        Assert.DoesNotContain("token1", bot.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(RestServer.BotToken, bot.Log.Text, StringComparison.Ordinal);
    }

    private sealed class Answers(Func<string, Task<Answer>> answer) : IAnswers
    {
        public async ValueTask<Answer> AskAsync(Question question, CancellationToken cancellationToken) => await answer(question.Line);
    }
}
