namespace VramBot.Core.Estimation.Serving;

/// <summary>How a kernel for 4-bit block formats pads expert matrices (gpt-oss: 2880 wide).</summary>
internal enum ExpertPadding
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Triton kernels on Hopper: the rank's inner size to 256.</summary>
    Triton,

    /// <summary>Marlin on older cards: inner size to 128, hidden size to 256.</summary>
    Marlin,

    /// <summary>FlashInfer on Blackwell: both to 256.</summary>
    FlashInfer,
}
