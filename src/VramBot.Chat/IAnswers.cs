using VramBot.Commands;
using VramBot.Core.Languages;

namespace VramBot.Chat;

/// <summary>Answers lines. Most answers are there at once; one that has to be fetched from elsewhere comes later.</summary>
public interface IAnswers
{
    /// <summary>Answers a line, whatever it is: what cannot be answered is an answer that says so.</summary>
    /// <param name="line">The line.</param>
    /// <param name="language">The person's own language, where the platform says it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<Answer> AskAsync(string line, Language? language, CancellationToken cancellationToken);
}
