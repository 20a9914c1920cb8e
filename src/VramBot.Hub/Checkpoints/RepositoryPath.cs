namespace VramBot.Hub.Checkpoints;

/// <summary>Paths inside a repository, as other files name them: never trusted.</summary>
internal static class RepositoryPath
{
    private const int Longest = 256;

    /// <summary>Whether a path is one that can be asked for: relative, of plain letters, without <c>..</c>.</summary>
    public static bool IsPlain(string path) =>
        path.Length is > 0 and <= Longest
        && path[0] is not ('/' or '.')
        && !path.Contains("..", StringComparison.Ordinal)
        && !path.Contains("//", StringComparison.Ordinal)
        && path.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or '/' or '+' or ' ' or '(' or ')' or ',' or '=' or '@');
}
