using VramBot.App.Settings;
using VramBot.Chat.Checkups;

namespace VramBot.App.Doctor;

/// <summary>Holds the settings against what is said of them.</summary>
internal sealed class SettingsCheckup(BotSettings settings, IServiceProvider services) : ICheckup
{
    public string Name => "settings";

    public Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken cancellationToken)
    {
        var problems = settings.AllProblems(services).Select(problem => Sentence(problem, Verdict.Broken));
        var warnings = settings.Warnings.Select(warning => Sentence(warning, Verdict.Warning));
        Finding[] findings = [.. problems, .. warnings];
        return Task.FromResult<IReadOnlyList<Finding>>(findings.Length > 0 ? findings : [Finding.Fine(Name, $"{settings.Shown().Count(setting => setting.IsSet)} are set, and can be")]);
    }

    // A problem says what to write instead behind its first colon or sentence.
    private Finding Sentence(string text, Verdict verdict)
    {
        var end = text.IndexOf(": ", StringComparison.Ordinal) is var colon and > 0 ? colon : text.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? new(Name, verdict, text) : new(Name, verdict, text[..end], char.ToUpperInvariant(text[end + 2]) + text[(end + 3)..]);
    }
}
