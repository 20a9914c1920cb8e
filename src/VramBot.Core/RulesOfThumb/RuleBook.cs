namespace VramBot.Core.RulesOfThumb;

/// <summary>The documents whose rules of thumb people quote, each a method of its own.</summary>
public enum RuleBook
{
    /// <summary>The "Ultimate VRAM Calculator Guide": its master template for inference, training and LoRA.</summary>
    Guide,

    /// <summary>The "Glossary / Glossário": its formula of the KV cache, its rules for adapters and draft models.</summary>
    Glossary,

    /// <summary>The tech study guide "Model Memory Math": weights by bytes a parameter, the cache by the heads of keys and values.</summary>
    MemoryMath,
}
