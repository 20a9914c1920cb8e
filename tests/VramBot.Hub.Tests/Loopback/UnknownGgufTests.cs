using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Hub.Tests.Gguf;

namespace VramBot.Hub.Tests.Loopback;

/// <summary>GGUF files of architectures that nobody knows: the weights are exact, the cache is counted only when nothing speaks against it.</summary>
public sealed class UnknownGgufTests
{
    private const int Layers = 4;

    [Fact]
    public async Task A_plain_decoder_is_counted_as_one() => Assert.Equal(HubNoteKind.PlainDecoder, (await ReadAsync(PlainFeedForward(Attention()))).Kind);

    [Fact]
    public async Task Plain_keys_and_values_are_counted_whatever_stands_beside_them()
    {
        var (kind, network, weights, file) = await ReadAsync(Odd(Attention()));
        Assert.Equal(HubNoteKind.PlainAttention, kind);
        Assert.Equal(Layers, network!.Layers.Length);
        Assert.All(network.Layers, layer => Assert.Equal((2, 64, 64), (((GroupedQueryAttention)layer.Attention!).KeyValueHeads, ((GroupedQueryAttention)layer.Attention).HeadDim, ((GroupedQueryAttention)layer.Attention).ValueHeadDim)));
        Assert.Equal(8192, network.MaxContext.Count);
        Assert.Equal(weights.Parameters, TensorInventory.CountText(network));
        Assert.Equal(file.DataLength, weights.Total.Count, tolerance: 32.0 * weights.Tensors);
    }

    [Theory]
    [InlineData("attention.sliding_window", 512u)]
    [InlineData("attention.kv_lora_rank", 64u)]
    [InlineData("attention.something_new", 1u)]
    [InlineData("ssm.state_size", 128u)]
    [InlineData("attention.head_count_kv", 4u)]
    public async Task Anything_that_points_elsewhere_leaves_the_cache_unknown(string key, uint number)
    {
        var (kind, network, weights, file) = await ReadAsync(Odd(Attention(key == "attention.head_count_kv" ? number : 2).Add($"novel.{(key == "attention.head_count_kv" ? "more" : key)}", number)));
        Assert.Equal(HubNoteKind.UnknownClass, kind);
        Assert.Null(network);
        Assert.Equal(file.DataLength, weights.Total.Count, tolerance: 32.0 * weights.Tensors);
    }

    [Fact]
    public async Task A_layer_without_keys_leaves_the_cache_unknown() => Assert.Null((await ReadAsync(Odd(Attention(attending: Layers - 1)))).Network);

    private static async Task<(HubNoteKind Kind, Network? Network, ExactWeights Weights, GgufFile File)> ReadAsync(GgufFile file)
    {
        await using var run = await HubRun.StartAsync();
        run.Server.Repositories["some/novel-GGUF"] = new HubRepository().Add("novel-Q8_0.gguf", file.Header(), file.DataLength);
        var model = await run.ReadAsync("some/novel-GGUF");
        Assert.Contains("novel", model.Notes[0].ToString(), StringComparison.Ordinal);
        return (Assert.Single(model.Notes).Kind, model.Entry.Network, model.Weights!, file);
    }

    private static GgufFile Attention(uint keys = 2, int attending = Layers)
    {
        var file = new GgufFile().Add("general.architecture", "novel").Add("novel.block_count", (uint)Layers).Add("novel.embedding_length", 512u).Add("novel.context_length", 8192u).Add("novel.feed_forward_length", 1024u)
            .Add("novel.attention.head_count", 8u).Add("novel.attention.head_count_kv", keys).Add("novel.attention.key_length", 64u).Add("novel.attention.layer_norm_rms_epsilon", 1e-5f)
            .Tensor("token_embd.weight", GgmlType.Q8_0, 1000, 512).Tensor("output.weight", GgmlType.Q8_0, 1000, 512).Tensor("output_norm.weight", GgmlType.F32, 512);
        for (var layer = 0; layer < Layers; layer++)
        {
            file.Tensor($"blk.{layer}.attn_q.weight", GgmlType.Q8_0, 512, 512).Tensor($"blk.{layer}.attn_output.weight", GgmlType.Q8_0, 512, 512).Tensor($"blk.{layer}.attn_norm.weight", GgmlType.F32, 512).Tensor($"blk.{layer}.ffn_norm.weight", GgmlType.F32, 512);
            if (layer < attending)
                file.Tensor($"blk.{layer}.attn_k.weight", GgmlType.Q8_0, 128, 512).Tensor($"blk.{layer}.attn_v.weight", GgmlType.Q8_0, 128, 512);
        }

        return file;
    }

    private static GgufFile PlainFeedForward(GgufFile file)
    {
        for (var layer = 0; layer < Layers; layer++)
            file.Tensor($"blk.{layer}.ffn_gate.weight", GgmlType.Q8_0, 1024, 512).Tensor($"blk.{layer}.ffn_up.weight", GgmlType.Q8_0, 1024, 512).Tensor($"blk.{layer}.ffn_down.weight", GgmlType.Q8_0, 512, 1024);
        return file;
    }

    /// <summary>Blocks that no class is known to have.</summary>
    private static GgufFile Odd(GgufFile file)
    {
        for (var layer = 0; layer < Layers; layer++)
            file.Tensor($"blk.{layer}.ffn_lattice.weight", GgmlType.Q8_0, 7, 512, 512);
        return file;
    }
}
