using System.Globalization;
using System.Text.Json.Nodes;
using VramBot.Core.Catalogs;
using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Hub.Tests.Architectures;
using VramBot.Hub.Tests.Gguf;
using VramBot.Hub.Tests.Safetensors;
using VramBot.Testing;

namespace VramBot.Hub.Tests.Loopback;

/// <summary>Writes a model of the catalog down as a repository: config.json, and every tensor of its shape in the headers of its files.</summary>
internal static class CatalogRepository
{
    /// <summary>As safetensors in the model's own format: floats, or packed weights with their scales.</summary>
    public static HubRepository Safetensors(ModelEntry model, int shards = 1)
    {
        var type = model.NativeFormat switch { "fp32" => "F32", "fp16" => "F16", _ => "BF16" };
        var format = ShippedCatalogs.Catalog.WeightFormats.Find(model.NativeFormat);
        var hasExperts = model.Network!.Layers.Any(layer => layer.Experts is not null);
        var files = Enumerable.Range(0, shards).Select(_ => new SafetensorsFile()).ToArray();
        var (number, map) = (0, new JsonObject());
        foreach (var tensor in Named(model.Network!))
        {
            var shard = number++ % shards;
            if (tensor.Group is { } group && format is ScaledFormat scaled && TorchTensorSizing.IsQuantized(scaled, group.Role, hasExperts))
                AddPacked(files[shard], tensor.Name, group, TorchTensorSizing.SizeOf(scaled, group, hasExperts)!.Value.Count);
            else
                files[shard].Add(tensor.Name, type, tensor.Shape);
            map[tensor.Name] = FileOf(shard, shards);
        }

        var repository = new HubRepository().Add("config.json", ConfigWriter.Write(model).ToJsonString()).Add("README.md", "# a model");
        for (var shard = 0; shard < shards; shard++)
            repository.Add(FileOf(shard, shards), files[shard].Header(), files[shard].DataLength);
        return shards == 1 ? repository : repository.Add("model.safetensors.index.json", new JsonObject { ["metadata"] = new JsonObject { ["total_size"] = files.Sum(file => file.DataLength) }, ["weight_map"] = map }.ToJsonString());
    }

    /// <summary>As a GGUF file in a mix, by the rules of llama-quantize.</summary>
    public static GgufFile Gguf(ModelEntry model, GgufMix mix, string architecture)
    {
        var network = model.Network!;
        var attention = (GroupedQueryAttention)network.Layers[0].Attention!;
        var file = new GgufFile().Add("general.architecture", architecture).Add($"{architecture}.block_count", (uint)network.Layers.Length).Add($"{architecture}.embedding_length", (uint)network.HiddenSize)
            .Add($"{architecture}.context_length", (uint)network.MaxContext.Count).Add($"{architecture}.attention.head_count", (uint)attention.Heads)
            .Add($"{architecture}.attention.head_count_kv", (uint)attention.KeyValueHeads).Add($"{architecture}.attention.key_length", (uint)attention.HeadDim)
            .Add($"{architecture}.attention.value_length", (uint)attention.ValueHeadDim).Add($"{architecture}.feed_forward_length", (uint)(network.Layers[0].Dense?.InnerSize ?? 6144));
        if (network.Layers[0].Experts is { } experts)
            file.Add($"{architecture}.expert_count", (uint)experts.Experts).Add($"{architecture}.expert_used_count", (uint)experts.ExpertsPerToken).Add($"{architecture}.expert_feed_forward_length", (uint)experts.Expert.InnerSize);
        var facts = GgufFacts.Of(network, model.Architecture);
        foreach (var tensor in TensorInventory.Of(network))
            file.Tensor(GgufName(tensor), GgufTypeRules.TypeOf(mix, tensor, facts), tensor.Columns == 1 ? [tensor.Rows * tensor.Count] : tensor.Count == 1 ? [tensor.Rows, tensor.Columns] : [tensor.Count, tensor.Rows, tensor.Columns]);
        return file.AddVocabulary(1000);
    }

    private static string FileOf(int shard, int shards) =>
        shards == 1 ? "model.safetensors" : string.Create(CultureInfo.InvariantCulture, $"model-{shard + 1:00000}-of-{shards:00000}.safetensors");

    /// <summary>A byte a weight, or several weights a byte, and the rest of its bytes as scales.</summary>
    private static void AddPacked(SafetensorsFile file, string name, TensorGroup group, long size)
    {
        var weights = group.Parameters.Count;
        var held = size >= weights ? weights : Math.Min(size, weights / 2);
        file.Add(name, size >= weights ? "F8_E4M3" : "U8", held).Add($"{name}_scale_inv", "U8", size - held);
    }

    private static IEnumerable<(string Name, long[] Shape, TensorGroup? Group)> Named(Network network)
    {
        var number = 0;
        var silent = SilentIndexers(network);
        foreach (var tensor in TensorInventory.Of(network))
        {
            if (tensor.Role == TensorRole.Extra ? tensor.Rows <= 0 : IsOf(network, tensor, silent))
                continue;
            var shape = tensor.Role == TensorRole.Extra ? [tensor.Rows, 1] : tensor.Columns == 1 ? [tensor.Rows * tensor.Count] : tensor.Count == 1 ? [tensor.Rows, tensor.Columns] : new[] { tensor.Count, tensor.Rows, tensor.Columns };
            yield return (NameOf(tensor, number++), shape, tensor);
        }

        if (network.MultiTokenPrediction is { } next)
            yield return ("mtp.layers.0.all.weight", [next.Parameters.Count], null);
    }

    /// <summary>Layers at the end that have no indexer of their own: the catalog says how many weights that leaves out.</summary>
    private static int SilentIndexers(Network network)
    {
        var missing = network.Extra.Sum(extra => Math.Min(0, extra.Parameters.Count));
        if (missing == 0)
            return 0;
        var each = TensorInventory.Of(network).Where(tensor => tensor.Layer == 0 && IsOf(network, tensor, network.Layers.Length)).Sum(tensor => tensor.Parameters.Count);
        Assert.Equal(0, missing % each);
        return (int)(-missing / each);
    }

    private static bool IsOf(Network network, TensorGroup tensor, int silent) =>
        tensor.Layer >= network.Layers.Length - silent && network.Layers[tensor.Layer].Attention?.Indexer is { } indexer
        && (tensor.Role == TensorRole.Indexer || (tensor.Role == TensorRole.Norm && tensor.Rows == 2 * indexer.HeadDim));

    private static string NameOf(TensorGroup tensor, int number) => tensor.Role switch
    {
        TensorRole.TokenEmbedding => "model.embed_tokens.weight",
        TensorRole.PositionEmbedding => "model.embed_positions.weight",
        TensorRole.OutputHead => "lm_head.weight",
        TensorRole.Tower => "vision_tower.all.weight",
        TensorRole.Extra => $"model.extra_{number}.weight",
        TensorRole.ExpertGate or TensorRole.ExpertUp or TensorRole.ExpertDown => $"model.layers.{tensor.Layer}.mlp.experts.{tensor.Role}_{number}.weight",
        _ when tensor.Layer >= 0 => $"model.layers.{tensor.Layer}.{tensor.Role}_{number}.weight",
        _ => $"model.{tensor.Role}_{number}.weight",
    };

    private static string GgufName(TensorGroup tensor) => tensor.Role switch
    {
        TensorRole.TokenEmbedding => "token_embd.weight",
        TensorRole.OutputHead => "output.weight",
        TensorRole.Query => $"blk.{tensor.Layer}.attn_q.weight",
        TensorRole.Key => $"blk.{tensor.Layer}.attn_k.weight",
        TensorRole.Value => $"blk.{tensor.Layer}.attn_v.weight",
        TensorRole.AttentionOutput => $"blk.{tensor.Layer}.attn_output.weight",
        TensorRole.Gate => $"blk.{tensor.Layer}.ffn_gate.weight",
        TensorRole.Up => $"blk.{tensor.Layer}.ffn_up.weight",
        TensorRole.Down => $"blk.{tensor.Layer}.ffn_down.weight",
        TensorRole.Router => $"blk.{tensor.Layer}.ffn_gate_inp.weight",
        TensorRole.ExpertGate => $"blk.{tensor.Layer}.ffn_gate_exps.weight",
        TensorRole.ExpertUp => $"blk.{tensor.Layer}.ffn_up_exps.weight",
        TensorRole.ExpertDown => $"blk.{tensor.Layer}.ffn_down_exps.weight",
        TensorRole.Bias => $"blk.{tensor.Layer}.attn_q.bias",
        TensorRole.Norm when tensor.Layer < 0 => "output_norm.weight",
        TensorRole.Norm when tensor.Count == 2 => $"blk.{tensor.Layer}.attn_norm.weight",
        _ => $"blk.{tensor.Layer}.attn_q_norm.weight",
    };
}
