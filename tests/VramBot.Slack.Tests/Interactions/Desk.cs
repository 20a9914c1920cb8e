using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using VramBot.Chat;
using VramBot.Chat.Limits;
using VramBot.Commands;
using VramBot.Core.Languages;
using VramBot.Slack.Interactions;
using VramBot.Slack.Tests.Rendering;
using VramBot.Testing;

namespace VramBot.Slack.Tests.Interactions;

/// <summary>The handler with everything behind it, as the services put it together; only Slack, the clock and the answers are the test's own.</summary>
internal sealed class Desk : IDisposable
{
    private readonly ServiceProvider provider;

    public Desk(Func<string, Task<Answer>>? answer = null, FakeMessenger? messenger = null, SlackAnswerSettings? settings = null, LimitOptions? limits = null, WorkGate? gate = null)
    {
        Messenger = messenger ?? new();
        var services = new ServiceCollection().AddLogging().AddSingleton(ShippedCatalogs.Catalog).AddSingleton<TimeProvider>(Time).AddSingleton(Work)
            .AddSingleton(new AnswerLimits(Options.Create(limits ?? new() { PerPerson = 0, PerServer = 0 }), Time))
            .AddSingleton<ISlackMessenger>(Messenger).AddSingleton<IAnswers>(new Answers(this, answer ?? (line => Task.FromResult(Rendered.Desk.Ask(line)))));
        if (settings is not null)
            services.AddSingleton(settings);
        if (gate is not null)
            services.AddSingleton(gate);
        provider = services.AddSlackAnswers().BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        Responder = provider.GetRequiredService<ISlackResponder>();
    }

    /// <summary>The question that was asked last.</summary>
    public Question? Asked { get; private set; }

    public FakeTime Time { get; } = new();

    public WorkInFlight Work { get; } = new();

    public FakeMessenger Messenger { get; }

    public ISlackResponder Responder { get; }

    public IRehearsal Rehearsal => provider.GetRequiredService<IRehearsal>();

    /// <summary>The acknowledgement; null when it is empty.</summary>
    public async Task<JsonElement?> AnswerAsync(SlackPayload payload)
    {
        var body = await Responder.RespondAsync(payload, TestContext.Current.CancellationToken);
        return body.IsEmpty ? null : JsonElement.Parse(body.Span);
    }

    /// <summary>The message that follows an empty acknowledgement.</summary>
    public async Task<JsonElement> FollowingAsync(SlackPayload payload)
    {
        Assert.Null(await AnswerAsync(payload));
        await Work.DrainAsync(TestContext.Current.CancellationToken);
        var (url, message) = Assert.Single(Messenger.Messages);
        Assert.Equal(Payloads.ResponseUrl, url);
        return message;
    }

    public void Dispose() => provider.Dispose();

    private sealed class Answers(Desk desk, Func<string, Task<Answer>> answer) : IAnswers
    {
        public ValueTask<Answer> AskAsync(Question question, CancellationToken cancellationToken)
        {
            desk.Asked = question;
            return new(answer(question.Line));
        }
    }
}
