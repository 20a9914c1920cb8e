namespace VramBot.Commands.Grammar.Switches;

/// <summary>What stands behind a switch.</summary>
internal enum SwitchShape
{
    /// <summary>Whatever there is.</summary>
    Anything,

    /// <summary>Nothing, or true and false.</summary>
    Flag,

    /// <summary>Nothing, on, off or auto.</summary>
    OnOff,

    /// <summary>A whole number.</summary>
    Count,

    /// <summary>A whole number, or nothing for all.</summary>
    OptionalCount,

    /// <summary>A number of tokens; k is 1,024.</summary>
    Tokens,

    /// <summary>A number of tokens as vLLM reads it; k is 1,000 and K is 1,024 (vllm/engine/arg_utils.py, human_readable_int).</summary>
    HumanTokens,

    /// <summary>A share above 0 and up to 1.</summary>
    Share,

    /// <summary>One of a few words.</summary>
    Word,

    /// <summary>The name of a cache format.</summary>
    CacheName,

    /// <summary>A share from 0 to 1.</summary>
    Part,

    /// <summary>A word or words that the switch reads by itself.</summary>
    Spelled,
}
