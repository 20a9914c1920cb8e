using VramBot.Core.Catalogs;
using VramBot.Core.Estimation;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies;

/// <summary>Words what an answer about a model that was read from its own files says of that.</summary>
internal static class OwnFilesNotes
{
    private const int MostNamed = 16;

    public static IEnumerable<string> Of(Estimate estimate)
    {
        if (estimate.Request.Model.Own is not { } files)
            yield break;
        yield return estimate.Depth == EstimateDepth.Exact
            ? Tr($"Read from its own files: the weights are exact, {files.Tensors:#,0} tensors of {files.Source}.")
            : Tr($"Its shape is read from its own files, {files.Source}.");
        foreach (var note in files.Notes)
            yield return note;
        if (Others(files) is { } others)
            yield return others;
    }

    /// <summary>The other quantizations that a repository has; null when it has no others.</summary>
    public static string? Others(OwnFiles files)
    {
        var others = files.Quantizations.Where(quantization => quantization != files.Quantization).ToList();
        if (others.Count == 0)
            return null;
        var named = string.Join(", ", others.Take(MostNamed));
        return others.Count <= MostNamed ? Tr($"Its repository also has {named}: name one as precision.") : Tr($"Its repository also has {named} and {others.Count - MostNamed} more: name one as precision.");
    }
}
