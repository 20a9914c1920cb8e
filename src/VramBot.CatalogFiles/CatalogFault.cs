namespace VramBot.CatalogFiles;

/// <summary>Something wrong in a catalog file, said so that whoever edits it finds the place.</summary>
/// <param name="File">The file, from <c>config</c> on.</param>
/// <param name="Entry">The id of the entry, or its place when it has none.</param>
/// <param name="Field">The field.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record CatalogFault(string File, string Entry, string Field, string Message)
{
    /// <summary>One line: file, entry, field, message.</summary>
    public override string ToString() => string.Join(": ", new[] { File, Entry, Field, Message }.Where(part => part.Length > 0));
}
