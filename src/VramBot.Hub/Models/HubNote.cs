using static VramBot.Core.Languages.Translation;

namespace VramBot.Hub;

/// <summary>Something that an answer should say of how a model was read, to be put into words in the language of whoever asked.</summary>
/// <param name="Kind">What.</param>
/// <param name="Detail">A name or a reason; may be empty.</param>
public sealed record HubNote(HubNoteKind Kind, string Detail)
{
    /// <summary>It as a sentence, in the language that is spoken.</summary>
    public override string ToString() => Kind switch
    {
        HubNoteKind.UnknownClass => Tr($"I don't know the architecture {Detail}: the weights are exact, by its own tensors; what its KV cache takes cannot be told."),
        HubNoteKind.PlainDecoder => Tr($"I don't know the architecture {Detail}, but its tensors are exactly those of a plain decoder: the KV cache is counted as one's."),
        HubNoteKind.NoShape => Tr($"Its shape could not be read ({Detail}): the weights are exact, by its own tensors; what its KV cache takes cannot be told."),
        HubNoteKind.UnknownFormat => Tr($"I don't know its weight format ({Detail}): the size is that of its own files."),
        HubNoteKind.MixedTypes => Tr($"Its tensors are of several types ({Detail}); its own files are what counts."),
        HubNoteKind.OtherFiles => Tr($"Its files list no tensors ({Detail}): the weights are counted by its config.json."),
        _ => Tr($"This is an adapter: the answer is about its base, {Detail}."),
    };
}
