using VramBot.Chat;
using VramBot.Chat.Reading;
using VramBot.Commands;
using VramBot.Hub.Tests.Loopback;
using VramBot.Terminal;
using VramBot.Testing;

namespace VramBot.Hub.Tests.Answers;

/// <summary>Lines asked as in chat, with a loopback hub behind.</summary>
internal sealed class Asked : IAsyncDisposable
{
    private readonly HubRun run;

    private Asked(HubRun run)
    {
        this.run = run;
        Answers = new(new(ShippedCatalogs.Catalog), ShippedCatalogs.Catalog, () => run.Hub, TimeProvider.System);
    }

    public ReadingAnswers Answers { get; }

    public HubServer Server => run.Server;

    public static async Task<Asked> StartAsync(params (string Key, string Value)[] settings) => new(await HubRun.StartAsync(null, settings));

    public async Task<Answer> AskAsync(string line) => await Answers.AskAsync(new(line), TestContext.Current.CancellationToken);

    public async Task<Answer> AskAsync(Question question) => await Answers.AskAsync(question, TestContext.Current.CancellationToken);

    /// <summary>An answer as a pipe gets it.</summary>
    public static string TextOf(Answer answer)
    {
        using var text = new StringWriter();
        using var spoken = answer.Language.Spoken();
        new ReplyRenderer(TerminalConsole.Over(text, isTerminal: false)).Write(answer.Reply);
        return text.ToString();
    }

    public ValueTask DisposeAsync() => run.DisposeAsync();
}
