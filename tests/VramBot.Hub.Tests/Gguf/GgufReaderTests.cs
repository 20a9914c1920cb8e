using VramBot.Core.Formats;
using VramBot.Core.Units;
using VramBot.Hub.Checkpoints;
using VramBot.Hub.Gguf;

namespace VramBot.Hub.Tests.Gguf;

public sealed class GgufReaderTests
{
    public static TheoryData<uint, string, int, int> Types() => new()
    {
        { 0, "F32", 1, 4 }, { 1, "F16", 1, 2 }, { 2, "Q4_0", 32, 18 }, { 3, "Q4_1", 32, 20 }, { 6, "Q5_0", 32, 22 }, { 7, "Q5_1", 32, 24 }, { 8, "Q8_0", 32, 34 }, { 10, "Q2_K", 256, 84 },
        { 11, "Q3_K", 256, 110 }, { 12, "Q4_K", 256, 144 }, { 13, "Q5_K", 256, 176 }, { 14, "Q6_K", 256, 210 }, { 16, "IQ2_XXS", 256, 66 }, { 17, "IQ2_XS", 256, 74 }, { 18, "IQ3_XXS", 256, 98 },
        { 19, "IQ1_S", 256, 50 }, { 20, "IQ4_NL", 32, 18 }, { 21, "IQ3_S", 256, 110 }, { 22, "IQ2_S", 256, 82 }, { 23, "IQ4_XS", 256, 136 }, { 26, "I32", 1, 4 }, { 29, "IQ1_M", 256, 56 },
        { 30, "BF16", 1, 2 }, { 34, "TQ1_0", 256, 54 }, { 35, "TQ2_0", 256, 66 }, { 39, "MXFP4", 32, 17 }, { 40, "NVFP4", 64, 36 },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void A_tensor_takes_whole_blocks_of_its_type(uint number, string name, int elements, int bytes)
    {
        var file = new GgufFile().Tensor("blk.0.attn_q.weight", number, size => Bytes.FromBytes(size / elements * bytes), 3, 512);
        var tensor = Assert.Single(Read(file).Tensors);
        Assert.Equal((name, 3L * 512 / elements * bytes), (tensor.Type.Name, tensor.Size));
        Assert.Equal([3, 512], tensor.Shape.ToArray());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Both_versions_are_read(uint version)
    {
        var header = Read(Small(version));
        Assert.Equal((int)version, header.Version);
        Assert.Equal("llama", header.Architecture);
        Assert.Equal(32, header.Own("block_count")!.Number);
        Assert.Equal(1e-5, header.Own("attention.layer_norm_rms_epsilon")!.Real!.Value, 1e-9);
        Assert.Equal([8, 8, 4], header.Own("attention.head_count_kv")!.Numbers);
        Assert.Equal(1, header["tokenizer.ggml.add_bos_token"]!.Number);
        Assert.Equal(2000, header["tokenizer.ggml.tokens"]!.Length);
        Assert.Equal(2, header.Tensors.Length);
    }

    [Theory]
    [InlineData(32)]
    [InlineData(64)]
    [InlineData(4096)]
    public void Tensors_begin_and_end_at_the_alignment(int alignment)
    {
        var file = new GgufFile { Alignment = alignment }.Add("general.alignment", (uint)alignment).Tensor("a", GgmlType.F32, 3).Tensor("b", GgmlType.F32, 5);
        var header = Read(file);
        Assert.Equal((alignment, 2L * alignment), (header.Alignment, header.DataLength));
        Assert.Equal(0, header.DataStart % alignment);
    }

    [Fact]
    public void A_header_that_is_not_whole_asks_for_more_at_every_length()
    {
        var whole = Small(3).Header();
        var needed = Enumerable.Range(0, whole.Length + 1).First(length => GgufReader.Read(whole.AsSpan(0, length), null) is not null);
        Assert.InRange(whole.Length - needed, 0, 31);
    }

    [Fact]
    public void What_is_kept_of_a_header_is_the_same_header_without_its_long_lists()
    {
        var header = Read(Small(3));
        var again = GgufReader.Read(header.Reduced.Span, null)!;
        Assert.True(header.Reduced.Length < 1000);
        Assert.Equal(header.Tensors.Select(tensor => (tensor.Name, tensor.Type, tensor.Size)), again.Tensors.Select(tensor => (tensor.Name, tensor.Type, tensor.Size)));
        Assert.Equal(header.Own("attention.head_count_kv")!.Numbers, again.Own("attention.head_count_kv")!.Numbers);
    }

    [Fact]
    public void A_vocabulary_of_262144_words_takes_less_than_two_mebibytes()
    {
        var start = Large().Header();
        GgufReader.Read(start, null);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var header = GgufReader.Read(start, null)!;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(262_144, header["tokenizer.ggml.tokens"]!.Length);
        Assert.True(allocated < 2 << 20, $"{allocated} bytes");
    }

    [Fact]
    public void Tensors_lie_in_the_file()
    {
        var file = new GgufFile().Tensor("a", GgmlType.F32, 8);
        var start = file.Header();
        Assert.NotNull(GgufReader.Read(start, start.Length + 32));
        Assert.Throws<HeaderException>(() => GgufReader.Read(start, start.Length - 8));
    }

    [Fact]
    public void A_type_that_is_not_known_is_refused() => Assert.Throws<HeaderException>(() => Read(new GgufFile().Tensor("a", 99, _ => Bytes.Zero, 1)));

    [Fact]
    public void A_tensor_that_stands_twice_is_refused() => Assert.Throws<HeaderException>(() => Read(new GgufFile().Tensor("a", GgmlType.F32, 8).Tensor("a", GgmlType.F32, 8)));

    [Fact]
    public void Rows_that_are_no_whole_blocks_are_refused() => Assert.Throws<HeaderException>(() => Read(new GgufFile().Tensor("a", GgmlType.Q4_K, 8, 32)));

    [Theory]
    [InlineData(0u)]
    [InlineData(3u)]
    [InlineData(1u << 30)]
    public void An_alignment_that_is_none_is_refused(uint alignment) => Assert.Throws<HeaderException>(() => Read(new GgufFile().Add("general.alignment", alignment)));

    [Fact]
    public void Lengths_beyond_everything_are_refused_before_anything_is_made()
    {
        foreach (var place in new[] { 8, 16, 24 })
        {
            var start = Small(3).Header();
            BitConverter.TryWriteBytes(start.AsSpan(place), ulong.MaxValue);
            Assert.Throws<HeaderException>(() => GgufReader.Read(start, null));
        }
    }

    internal static GgufFile Large()
    {
        var file = new GgufFile().Add("general.architecture", "gemma3").Add("gemma3.block_count", 34u).Add("general.name", "large").AddVocabulary(262_144);
        for (var layer = 0; layer < 34; layer++)
            foreach (var name in new[] { "attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down" })
                file.Tensor($"blk.{layer}.{name}.weight", GgmlType.Q4_K, 2560, 2560);
        return file;
    }

    internal static GgufFile Small(uint version) => new GgufFile(version).Add("general.architecture", "llama").Add("llama.block_count", 32u).Add("llama.attention.layer_norm_rms_epsilon", 1e-5f)
        .Add("llama.attention.head_count_kv", 8, 8, 4).Add("tokenizer.ggml.add_bos_token", true).AddVocabulary(2000)
        .Tensor("token_embd.weight", GgmlType.Q4_K, 1000, 256).Tensor("output_norm.weight", GgmlType.F32, 256);

    private static GgufHeader Read(GgufFile file) => GgufReader.Read(file.Header(), null)!;
}
