using System.Collections.Immutable;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Hub;

/// <summary>Something that an answer should say of how a model was read, to be put into words in the language of whoever asked.</summary>
/// <param name="Kind">What.</param>
/// <param name="Detail">A name; may be empty.</param>
public sealed record HubNote(HubNoteKind Kind, string Detail)
{
    /// <summary>Types or files with what they take; may be empty.</summary>
    public ImmutableArray<(string Name, Bytes Size)> Sizes { get; init; } = [];

    /// <summary>Why, in English and for the log alone; may be empty.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>It as a sentence, in the language that is spoken.</summary>
    public override string ToString() => Kind switch
    {
        HubNoteKind.UnknownClass => Tr($"I don't know the architecture {Detail}: the weights are exact, by its own tensors; what its KV cache takes cannot be told."),
        HubNoteKind.PlainDecoder => Tr($"I don't know the architecture {Detail}, but its tensors are exactly those of a plain decoder: the KV cache is counted as one's."),
        HubNoteKind.PlainAttention => Tr($"I don't know the architecture {Detail}, but every layer of it keeps plain keys and values: the KV cache is counted by them, the weights by its own tensors."),
        HubNoteKind.NoShape => Tr($"Its shape could not be read ({Detail}): the weights are exact, by its own tensors; what its KV cache takes cannot be told."),
        HubNoteKind.UnknownFormat => Tr($"I don't know its weight format ({Detail}): the size is that of its own files."),
        HubNoteKind.MixedTypes => Tr($"Its tensors are of several types ({Listed()}); its own files are what counts."),
        HubNoteKind.OtherFiles => Tr($"Its files list no tensors ({Listed()}): the weights are counted by its config.json."),
        HubNoteKind.FilesAlone => Tr($"Its files list no tensors ({Listed()}): the weights are about as large as the files; what its KV cache takes cannot be told."),
        _ => Tr($"This is an adapter: the answer is about its base, {Detail}."),
    };

    private string Listed() => Sizes.IsEmpty ? Detail : string.Join(", ", Sizes.Select(size => Tr($"{size.Name} {size.Size.TotalGibibytes:0.0} GiB")));
}
