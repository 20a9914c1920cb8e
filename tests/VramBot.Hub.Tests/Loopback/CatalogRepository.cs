using System.Globalization;
using System.Text.Json.Nodes;
using VramBot.Core.Catalogs;
using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Hub.Tests.Architectures;
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
}
