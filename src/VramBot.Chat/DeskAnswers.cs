using VramBot.Commands;

namespace VramBot.Chat;

/// <summary>Answers out of the catalogs alone: arithmetic, there at once.</summary>
internal sealed class DeskAnswers(CommandDesk desk) : IAnswers
{
    public ValueTask<Answer> AskAsync(Question question, CancellationToken cancellationToken) => ValueTask.FromResult(desk.Ask(question.Line, question.Language));
}
