using VramBot.Commands;
using VramBot.Core.Languages;

namespace VramBot.Chat;

/// <summary>Answers out of the catalogs alone: arithmetic, there at once.</summary>
internal sealed class DeskAnswers(CommandDesk desk) : IAnswers
{
    public ValueTask<Answer> AskAsync(string line, Language? language, CancellationToken cancellationToken) => ValueTask.FromResult(desk.Ask(line, language));
}
