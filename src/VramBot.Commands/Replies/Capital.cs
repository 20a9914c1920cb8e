namespace VramBot.Commands.Replies;

/// <summary>Puts a capital where a phrase begins a line; within a sentence the same phrase has none, so that languages need it once.</summary>
internal static class Capital
{
    /// <summary><c>Weights</c> of <c>weights</c>; a name such as <c>llama.cpp</c> is not for it.</summary>
    public static string Of(string phrase) => phrase.Length == 0 || char.IsUpper(phrase[0]) ? phrase : char.ToUpperInvariant(phrase[0]) + phrase[1..];
}
