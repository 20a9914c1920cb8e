using System.Buffers.Binary;
using System.Text;
using VramBot.Core.Formats;
using VramBot.Hub.Architectures;
using VramBot.Hub.Checkpoints;
using VramBot.Hub.Gguf;
using VramBot.Hub.Repositories;
using VramBot.Hub.Safetensors;
using VramBot.Hub.Tests.Gguf;
using VramBot.Hub.Tests.Safetensors;

namespace VramBot.Hub.Tests.Hostile;

/// <summary>Good files made bad: whatever comes of them is a file that is read or a fault that is said, and never more memory than the input is worth.</summary>
public sealed class MutationTests
{
    private const int Rounds = 4000;
    private const long MostAllocated = 4 << 20;

    private static readonly byte[][] Pieces =
    [
        [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f], [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], [0, 0, 0, 0, 0, 0, 0, 0x80], "[[[[[[[[[[[[[[[["u8.ToArray(), "{\"a\":{\"a\":{\"a\":"u8.ToArray(),
        "99999999999999999999"u8.ToArray(), "-1"u8.ToArray(), "1e308"u8.ToArray(), "\\ud800"u8.ToArray(), "\"data_offsets\":[0,9223372036854775807]"u8.ToArray(), [0, 0, 0, 1], "null"u8.ToArray(), "\""u8.ToArray(),
    ];

    [Fact]
    public void Safetensors_headers() => Mutate(LargeHeaders.Dense().Json()[..4096].Concat("}}"u8.ToArray()).ToArray(), bytes => SafetensorsReader.Read(bytes, null));

    [Fact]
    public void Whole_safetensors_headers() => Mutate(new SafetensorsFile().Add("a", "BF16", 64, 64).Add("b", "F8_E4M3", 128).Add("c", "I32", 2, 2, 2).Json(), bytes => SafetensorsReader.Read(bytes, null));

    [Fact]
    public void Gguf_headers() => Mutate(GgufReaderTests.Small(3).Header(), bytes => GgufReader.Read(bytes, bytes.Length));

    [Theory]
    [InlineData("llama")]
    [InlineData("llama4")]
    [InlineData("gemma4")]
    [InlineData("deci")]
    [InlineData("mpt")]
    [InlineData("nemotron_h")]
    [InlineData("kimi-linear")]
    [InlineData("qwen3next")]
    [InlineData("jamba")]
    [InlineData("lfm2")]
    [InlineData("deepseek4")]
    [InlineData("t5")]
    [InlineData("novel")]
    public void Metadata_of_gguf_files(string architecture) => Mutate(Everything(architecture).Header(), bytes =>
    {
        if (GgufReader.Read(bytes, null) is not { } header)
            return;
        _ = GgufAttention.IsPlain(header);
        var config = GgufConfig.Of(header);
        NetworkBuilder.Build(config, ArchitectureMap.Find(config) ?? ArchitectureMap.AttentionAlone);
    }, 64 << 20);

    /// <summary>A file with every key that some architecture has, and a layer of each kind.</summary>
    private static GgufFile Everything(string architecture)
    {
        var file = new GgufFile().Add("general.architecture", architecture).Add($"{architecture}.rope.scaling.type", "linear").Add($"{architecture}.rope.scaling.factor", 8f);
        foreach (var (key, number) in new[]
        {
            ("block_count", 3u), ("embedding_length", 512u), ("context_length", 4096u), ("attention.head_count", 8u), ("attention.key_length", 64u), ("attention.key_length_swa", 64u), ("attention.sliding_window", 512u),
            ("attention.shared_kv_layers", 1u), ("attention.indexer.head_count", 4u), ("attention.indexer.key_length", 64u), ("expert_count", 4u), ("expert_used_count", 2u), ("expert_feed_forward_length", 256u),
            ("ssm.conv_kernel", 4u), ("ssm.inner_size", 1024u), ("ssm.state_size", 64u), ("ssm.time_step_rank", 16u), ("ssm.group_count", 2u), ("kda.head_dim", 64u), ("shortconv.l_cache", 3u), ("rope.dimension_count", 32u),
        })
            file.Add($"{architecture}.{key}", number);
        return file.Add($"{architecture}.attention.head_count_kv", 2, 0, 2).Add($"{architecture}.feed_forward_length", 1024, 1024, 0).Add($"{architecture}.attention.compress_ratios", 0, 4, 128)
            .Add($"{architecture}.attention.sliding_window_pattern", true, false, false).Tensor("token_embd.weight", GgmlType.F32, 100, 512).Tensor("blk.0.attn_k.weight", GgmlType.F32, 128, 512)
            .Tensor("blk.1.ssm_conv1d.weight", GgmlType.F32, 1024, 4).Tensor("blk.2.attn_qkv.weight", GgmlType.F32, 768, 512).Tensor("blk.2.ffn_up_exps.weight", GgmlType.F32, 4, 256, 512);
    }

    [Fact]
    public void Configs_by_their_own_class() => Mutate(Encoding.UTF8.GetBytes(
        """{"architectures":["Qwen3MoeForCausalLM"],"model_type":"qwen3_moe","hidden_size":2048,"num_hidden_layers":48,"num_attention_heads":32,"num_key_value_heads":4,"head_dim":128,"intermediate_size":6144,"moe_intermediate_size":768,"num_experts":128,"num_experts_per_tok":8,"decoder_sparse_step":1,"mlp_only_layers":[],"vocab_size":151936,"max_position_embeddings":40960,"tie_word_embeddings":false,"sliding_window":null,"rope_scaling":{"type":"linear","factor":2.0},"layer_types":["full_attention"]}"""),
        bytes => NetworkBuilder.Build(ConfigView.Parse(bytes), ArchitectureMap.Find(ConfigView.Parse(bytes)) ?? ArchitectureMap.Plain), 64 << 20);

    [Fact]
    public void Listings() => Mutate(
        """{"id":"a/b","sha":"0123456789abcdef","siblings":[{"rfilename":"config.json","size":12},{"rfilename":"model.safetensors","size":99999}]}"""u8.ToArray(), bytes => RepositoryListing.Read(bytes));

    [Fact]
    public void Indexes() => Mutate("""{"metadata":{"total_size":12},"weight_map":{"a":"x-00001-of-00002.safetensors","b":"x-00002-of-00002.safetensors"}}"""u8.ToArray(), bytes => ShardIndex.Read(bytes));

    [Theory]
    [InlineData(8)]
    [InlineData(100_000)]
    public void Deep_json_is_refused(int depth)
    {
        var deep = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth));
        Assert.Throws<HeaderException>(() => SafetensorsReader.Read(deep, null));
        if (depth > 32)
            Assert.Throws<ConfigException>(() => ConfigView.Parse(deep));
    }

    [Theory]
    [InlineData("""{"architectures":["LlamaForCausalLM"],"hidden_size":16777216,"num_hidden_layers":1024,"num_attention_heads":16777216,"head_dim":16777216,"intermediate_size":16777216,"vocab_size":16777216}""")]
    [InlineData("""{"architectures":["LlamaForCausalLM"],"hidden_size":4096,"num_hidden_layers":1000000000,"num_attention_heads":32,"intermediate_size":11008,"vocab_size":32000}""")]
    [InlineData("""{"architectures":["LlamaForCausalLM"],"hidden_size":-1}""")]
    [InlineData("""{"architectures":["LlamaForCausalLM"],"hidden_size":1e300}""")]
    [InlineData("""{"architectures":["LlamaForCausalLM"],"num_attention_heads":7,"num_key_value_heads":3}""")]
    [InlineData("""{"architectures":["MixtralForCausalLM"],"hidden_size":4096,"intermediate_size":14336,"num_hidden_layers":32,"num_attention_heads":32,"vocab_size":32000,"num_local_experts":8,"num_experts_per_tok":9}""")]
    public void Numbers_that_no_model_has_are_refused(string json)
    {
        var config = ConfigView.Parse(Encoding.UTF8.GetBytes(json));
        Assert.Throws<ConfigException>(() => NetworkBuilder.Build(config, ArchitectureMap.Find(config)!));
    }

    private static void Mutate(byte[] good, Action<byte[]> read, long most = MostAllocated)
    {
        var random = new Random(20260101);
        for (var round = 0; round < Rounds; round++)
        {
            var bad = Mutated(good, random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(bad);
            }
            catch (Exception exception) when (exception is HeaderException or ConfigException)
            {
                Assert.NotEmpty(exception.Message);
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < most, $"{allocated} bytes for {bad.Length} in round {round}");
        }
    }

    private static byte[] Mutated(byte[] good, Random random)
    {
        var bytes = good.ToList();
        for (var change = random.Next(1, 5); change > 0 && bytes.Count > 0; change--)
        {
            var place = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes.RemoveRange(place, bytes.Count - place);
                    break;
                case 2:
                    bytes.RemoveRange(place, Math.Min(random.Next(1, 24), bytes.Count - place));
                    break;
                case 3:
                    bytes.InsertRange(place, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 4:
                    bytes.InsertRange(place, bytes.GetRange(random.Next(bytes.Count - Math.Min(16, bytes.Count - place) + 1), Math.Min(16, bytes.Count - place)));
                    break;
                default:
                    Overwrite(bytes, place, random);
                    break;
            }
        }

        return [.. bytes];
    }

    private static void Overwrite(List<byte> bytes, int place, Random random)
    {
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(number, random.Next(3) switch { 0 => ulong.MaxValue, 1 => (ulong)random.NextInt64(), _ => 1UL << random.Next(64) });
        for (var index = 0; index < 8 && place + index < bytes.Count; index++)
            bytes[place + index] = number[index];
    }
}
