using System.Runtime.CompilerServices;

namespace VramBot.Testing;

/// <summary>Holds an output against the approved text that lies beside its test.</summary>
public static class Approval
{
    private const string Approve = "VRAMBOT_APPROVE";

    /// <summary>What deterministic builds write in place of the repository's root.</summary>
    private const string MappedRoot = "/_/";

    /// <summary>
    /// Compares with <c>NAME.approved.txt</c> beside the calling test. What differs is written to <c>NAME.received.txt</c>; with the environment variable
    /// VRAMBOT_APPROVE=1 it becomes the approved text, to be read in review.
    /// </summary>
    /// <returns>An empty string when equal, else what to do.</returns>
    public static string Difference(string name, string actual, [CallerFilePath] string test = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(OnDisk(test))!, "Expectations");
        var approved = Path.Combine(folder, $"{name}.approved.txt");
        var received = Path.Combine(folder, $"{name}.received.txt");
        var text = actual.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (File.Exists(approved) && File.ReadAllText(approved).ReplaceLineEndings("\n") == text)
        {
            File.Delete(received);
            return string.Empty;
        }

        Directory.CreateDirectory(folder);
        var approving = Environment.GetEnvironmentVariable(Approve) == "1";
        File.WriteAllText(approving ? approved : received, text);
        return approving ? string.Empty : $"{Path.GetFileName(approved)} differs from what was received; compare it with {received}, and approve with {Approve}=1.";
    }

    private static string OnDisk(string source) =>
        source.StartsWith(MappedRoot, StringComparison.Ordinal) ? Repository.PathOf(source[MappedRoot.Length..]) : source;
}
