using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace VramBot.Hub;

/// <summary>A model on a hub: <c>org/name</c>, or <c>org/name@revision</c>. Nothing that is not of this form ever reaches a request.</summary>
/// <remarks>Source of the form: huggingface_hub, utils/_validators.py (validate_repo_id), narrowed to ids with an organisation.</remarks>
public sealed partial record HubId
{
    private const int LongestPart = 96;
    private const int LongestRevision = 100;

    private static readonly FrozenSet<string> Places =
        new[] { "datasets", "spaces", "models", "api", "docs", "papers", "collections", "blog", "tasks", "organizations", "settings", "buckets" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private HubId(string organisation, string name, string? revision) => (Organisation, Name, Revision) = (organisation, name, revision);

    /// <summary>Whose it is.</summary>
    public string Organisation { get; }

    /// <summary>Its name there.</summary>
    public string Name { get; }

    /// <summary>A branch, a tag or a commit; null for the main branch.</summary>
    public string? Revision { get; }

    /// <summary>Without the revision: <c>org/name</c>.</summary>
    public string Repository => $"{Organisation}/{Name}";

    /// <summary>Reads an id; a link to the model's page on the public hub is taken for its id.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out HubId? id)
    {
        id = null;
        if (text is null || text.Length > 400)
            return false;
        var match = Form().Match(text.Trim());
        if (!match.Success || (match.Groups["page"].Length > 0 && !match.Groups["host"].Success))
            return false;
        var (organisation, name) = (match.Groups["org"].Value, match.Groups["name"].Value);
        var revision = match.Groups["revision"] is { Success: true, Value: var value } ? value : match.Groups["tree"] is { Success: true, Value: not "main" and var tree } ? tree : null;
        // Pages of other kinds stand beside the models' own.
        if (Places.Contains(organisation))
            return false;
        if (!IsPart(organisation) || !IsPart(name) || (revision is not null && !IsRevision(revision)))
            return false;
        id = new(organisation, name, revision);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Revision is null ? Repository : $"{Repository}@{Revision}";

    private static bool IsPart(string part) =>
        part.Length <= LongestPart
        && part[0] is not ('-' or '.')
        && part[^1] is not ('-' or '.')
        && !part.Contains("--", StringComparison.Ordinal)
        && !part.Contains("..", StringComparison.Ordinal)
        && !part.EndsWith(".git", StringComparison.Ordinal);

    private static bool IsRevision(string revision) =>
        revision.Length <= LongestRevision && !revision.Contains("..", StringComparison.Ordinal) && !revision.Contains("//", StringComparison.Ordinal) && revision[^1] != '/';

    // A link may go to one of the model's pages: its files, one of them, a commit.
    [GeneratedRegex(@"\A(?<host>(?:https://)?(?:huggingface\.co|hf\.co)/)?(?<org>[A-Za-z0-9._-]+)/(?<name>[A-Za-z0-9._-]+)(?:@(?<revision>[A-Za-z0-9][A-Za-z0-9._/-]*))?(?<page>(?:/(?:tree|blob|resolve|commit)/(?<tree>[A-Za-z0-9][A-Za-z0-9._-]*)(?:/[A-Za-z0-9._/-]*)?|/)?(?:[?#][\x21-\x7e]*)?)\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Form();
}
