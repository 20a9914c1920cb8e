namespace VramBot.Core.Catalogs;

/// <summary>What a model was made for.</summary>
public enum ModelPurpose
{
    /// <summary>Anything that is asked in words.</summary>
    General,

    /// <summary>Writing and mending programs.</summary>
    Code,

    /// <summary>Mathematics alone.</summary>
    Mathematics,

    /// <summary>Medicine alone.</summary>
    Medicine,

    /// <summary>Vectors for search, no text.</summary>
    Embedding,

    /// <summary>Speech, heard or spoken.</summary>
    Speech,

    /// <summary>Reading pages.</summary>
    Pages,

    /// <summary>Making images.</summary>
    Images,

    /// <summary>Text by diffusion, a block of tokens at a time.</summary>
    Diffusion,
}
