using System.Diagnostics.CodeAnalysis;
using VramBot.Hub;

namespace VramBot.Chat.Reading;

/// <summary>A repository as people name it, with the quantization that llama.cpp and Ollama take behind a colon: <c>hf.co/org/name:Q4_K_M</c>.</summary>
/// <param name="Id">The repository.</param>
/// <param name="Quantization">The quantization; null for none.</param>
internal sealed record RepositoryName(HubId Id, string? Quantization)
{
    private const int LongestQuantization = 32;

    /// <summary>Reads a name.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out RepositoryName? name)
    {
        name = null;
        var colon = text.LastIndexOf(':');
        var tag = colon > text.LastIndexOf('/') ? text[(colon + 1)..] : null;
        if (tag is not null && (tag.Length is 0 or > LongestQuantization || !tag.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.')))
            return false;
        if (!HubId.TryParse((tag is null ? text : text[..colon]).TrimEnd('/'), out var id))
            return false;
        name = new(id, tag is null || string.Equals(tag, "latest", StringComparison.OrdinalIgnoreCase) ? null : tag);
        return true;
    }
}
