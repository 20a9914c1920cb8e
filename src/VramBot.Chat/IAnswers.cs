using VramBot.Commands;

namespace VramBot.Chat;

/// <summary>Answers lines. Most answers are there at once; one that has to be fetched from elsewhere comes later.</summary>
public interface IAnswers
{
    /// <summary>Answers a line, whatever it is: what cannot be answered is an answer that says so.</summary>
    /// <param name="question">The line, and for whom.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<Answer> AskAsync(Question question, CancellationToken cancellationToken);
}
