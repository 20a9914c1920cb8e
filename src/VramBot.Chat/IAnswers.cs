using VramBot.Commands;

namespace VramBot.Chat;

/// <summary>Answers lines. Most answers are there at once; one that has to be fetched from elsewhere comes later.</summary>
public interface IAnswers
{
    /// <summary>Answers a line, whatever it is: what cannot be answered is an answer that says so.</summary>
    ValueTask<Answer> AskAsync(string line, CancellationToken cancellationToken);
}
