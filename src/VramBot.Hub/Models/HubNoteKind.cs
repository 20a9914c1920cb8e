namespace VramBot.Hub;

/// <summary>What an answer should say of how a model was read.</summary>
public enum HubNoteKind
{
    /// <summary>Its class is not known: weights are exact, the cache could not be told.</summary>
    UnknownClass,

    /// <summary>Its class is not known, but its tensors are those of a plain decoder, and so is its cache.</summary>
    PlainDecoder,

    /// <summary>Its config.json is missing or does not say enough.</summary>
    NoShape,

    /// <summary>Its weight format is none that is known; the files' bytes are exact.</summary>
    UnknownFormat,

    /// <summary>Its files are of several types, so that the format's own rule is not what they take.</summary>
    MixedTypes,

    /// <summary>Its files are no safetensors: weights are counted by config.json.</summary>
    OtherFiles,

    /// <summary>It is an adapter: the answer is about its base.</summary>
    BaseOfAdapter,

    /// <summary>Its class is not known, but every layer keeps plain keys and values, which are counted.</summary>
    PlainAttention,

    /// <summary>Its files list no tensors and there is no shape: weights are about as large as the files.</summary>
    FilesAlone,
}
