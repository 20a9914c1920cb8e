using VramBot.Commands;

namespace VramBot.Terminal;

/// <summary>Answers a line.</summary>
/// <param name="line">The line, as typed.</param>
/// <param name="progress">Told, in sentences, how far an answer is that takes a while.</param>
/// <param name="cancellationToken">Ends the wait.</param>
public delegate ValueTask<Answer> AnswerLine(string line, IProgress<string> progress, CancellationToken cancellationToken);
