namespace VramBot.Chat.Limits;

/// <summary>What one replica has to tell of somebody.</summary>
/// <param name="Count">Who.</param>
/// <param name="Minute">The number of the minute.</param>
/// <param name="Answers">How many answers more there were in it.</param>
/// <param name="AnswersBefore">How many more in the minute before.</param>
/// <param name="AsksBefore">Whether what all have given in the minute before is to be told in return.</param>
internal readonly record struct CountNews(AnswerCount Count, long Minute, long Answers, long AnswersBefore, bool AsksBefore);
