namespace VramBot.Hub;

/// <summary>What a repository holds.</summary>
public enum HubModelKind
{
    /// <summary>A checkpoint whose tensors were listed by safetensors headers.</summary>
    Safetensors,

    /// <summary>A GGUF file, whole or in parts.</summary>
    Gguf,

    /// <summary>A LoRA adapter; the model is its base.</summary>
    Adapter,

    /// <summary>Several models that make pictures or films together (diffusers).</summary>
    Pipeline,

    /// <summary>A checkpoint in another form, of which only config.json and the files' sizes are read.</summary>
    ConfigOnly,
}
