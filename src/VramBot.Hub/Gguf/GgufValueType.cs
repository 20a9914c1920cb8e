namespace VramBot.Hub.Gguf;

/// <summary>What a value of a GGUF file's metadata is, by the number that stands in the file.</summary>
/// <remarks>Source: ggml-org/ggml, docs/gguf.md.</remarks>
internal enum GgufValueType
{
    UInt8 = 0,
    Int8 = 1,
    UInt16 = 2,
    Int16 = 3,
    UInt32 = 4,
    Int32 = 5,
    Float32 = 6,
    Truth = 7,
    Text = 8,
    List = 9,
    UInt64 = 10,
    Int64 = 11,
    Float64 = 12,
}
