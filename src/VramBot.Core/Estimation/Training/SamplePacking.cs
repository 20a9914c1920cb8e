namespace VramBot.Core.Estimation.Training;

/// <summary>How samples become the rows of a micro-batch.</summary>
public enum SamplePacking
{
    /// <summary>Each sample is a row, as long as the longest of the batch.</summary>
    Padded,

    /// <summary>Samples are joined to rows of the full length.</summary>
    Packed,

    /// <summary>Samples of a batch are joined to one row without padding.</summary>
    PaddingFree,
}
