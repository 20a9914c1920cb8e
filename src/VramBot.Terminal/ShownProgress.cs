using Spectre.Console;
using VramBot.Commands;

namespace VramBot.Terminal;

/// <summary>Shows how far an answer is that takes a while, where somebody watches; pipes and files hear nothing of it.</summary>
internal static class ShownProgress
{
    private const string Waiting = "…";

    /// <summary>The answer to a line.</summary>
    public static async Task<Answer> WhileAsync(AnswerLine answers, string line, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var progress = new Latest();
        var asking = answers(line, progress, cancellationToken);
        if (asking.IsCompleted || !console.Profile.Capabilities.Interactive || !console.Profile.Capabilities.Ansi)
            return await asking;
        return await console.Status().StartAsync(Waiting, async status =>
        {
            progress.Show = sentence => status.Status(Markup.Escape(sentence));
            return await asking;
        });
    }

    private sealed class Latest : IProgress<string>
    {
        public Action<string>? Show { get; set; }

        public void Report(string value) => Show?.Invoke(value);
    }
}
