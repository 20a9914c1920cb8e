using VramBot.Core.Languages;

namespace VramBot.Chat;

/// <summary>A line that somebody asks.</summary>
/// <param name="Line">The line, as typed.</param>
public sealed record Question(string Line)
{
    /// <summary>The person's own language, where the platform says it.</summary>
    public Language? Language { get; init; }

    /// <summary>Who asks; null for the bot itself and for a terminal.</summary>
    public Asker? Asker { get; init; }

    /// <summary>Told, in sentences of the person's language, how far an answer is that takes a while; null for nobody.</summary>
    public IProgress<string>? Progress { get; init; }
}
