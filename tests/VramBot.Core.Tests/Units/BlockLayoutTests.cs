using VramBot.Core.Formats;
using VramBot.Core.Units;

namespace VramBot.Core.Tests.Units;

public sealed class BlockLayoutTests
{
    // ggml-org/llama.cpp, ggml/src/ggml-common.h
    [Theory]
    [InlineData(GgmlType.Q4_K, 4.5)]
    [InlineData(GgmlType.Q6_K, 6.5625)]
    [InlineData(GgmlType.Q8_0, 8.5)]
    [InlineData(GgmlType.IQ2_XXS, 2.0625)]
    [InlineData(GgmlType.MXFP4, 4.25)]
    [InlineData(GgmlType.F32, 32)]
    public void Bits_of_an_element_follow_from_the_block(GgmlType type, double bits) => Assert.Equal(bits, type.Layout().BitsPerElement);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 144)]
    [InlineData(256, 144)]
    [InlineData(257, 288)]
    public void Blocks_are_whole(long elements, long bytes) => Assert.Equal(Bytes.FromBytes(bytes), GgmlType.Q4_K.Layout().SizeOf(elements));
}
