using VramBot.Testing;

namespace VramBot.CatalogFiles.Tests;

/// <summary>Each way to break a catalog file, and the message that names file, entry and field.</summary>
public sealed class CatalogFaultTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("vrambot-catalog").FullName;

    public CatalogFaultTests()
    {
        foreach (var folder in new[] { "models", "gpus", "formats", "diffusion" })
            Directory.CreateDirectory(Path.Combine(directory, folder));
        foreach (var file in new[] { "models/tinyllama.json", "gpus/nvidia-edge.json", "formats/float.json", "formats/cache.json", "diffusion/flux.json" })
            File.Copy(Path.Combine(Repository.PathOf("config"), file), Path.Combine(directory, file));
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void The_copy_is_good_before_it_is_broken() => Assert.Empty(CatalogDirectory.Load(directory).Faults);

    [Theory]
    [InlineData("models/tinyllama.json", "\"layers\": 22", "\"layers\": 0", "config/models/tinyllama.json: TinyLlama/TinyLlama-1.1B-Chat-v1.0: layers: is 0, must be at least 1")]
    [InlineData("models/tinyllama.json", "\"hidden_size\": 2048,", "", "config/models/tinyllama.json: TinyLlama/TinyLlama-1.1B-Chat-v1.0: hidden_size: is missing")]
    [InlineData("models/tinyllama.json", "\"kv_heads\": 4", "\"kv_heads\": 5", "config/models/tinyllama.json: TinyLlama/TinyLlama-1.1B-Chat-v1.0: attention.kv_heads: is 5, which does not divide 32 heads")]
    [InlineData("models/tinyllama.json", "\"type\": \"gqa\"", "\"type\": \"gqq\"", "config/models/tinyllama.json: TinyLlama/TinyLlama-1.1B-Chat-v1.0: attention.type: is 'gqq'; types are mha, gqa, mqa, mla, compressed-mqa")]
    [InlineData("models/tinyllama.json", "\"native_format\": \"bf16\"", "\"native_format\": \"bf17\"", "config/models/tinyllama.json: TinyLlama/TinyLlama-1.1B-Chat-v1.0: native_format: 'bf17' is no id in config/formats")]
    [InlineData("gpus/nvidia-edge.json", "\"class\": \"edge\"", "\"class\": \"hedge\"", "class: is 'hedge'; names are consumer, workstation, datacenter, edge, apple")]
    [InlineData("gpus/nvidia-edge.json", "\"msrp_usd\": 3999", "\"msrp_usd\": -3999", "msrp_usd: is -3999, must be above zero")]
    [InlineData("gpus/nvidia-edge.json", "\"msrp_usd\": 3999", "\"price_hour_usd\": { \"on_demand\": 1 }", "price_hour_usd.date: is missing")]
    [InlineData("formats/float.json", "\"float_bytes\": 4", "\"float_bytes\": -4", "config/formats/float.json: fp32: float_bytes: is -4, must be at least 1")]
    [InlineData("formats/float.json", "\"id\": \"fp16\"", "\"id\": \"bf16\"", "config/formats/float.json: bf16: id: 'bf16' is also a name of bf16 (config/formats/float.json)")]
    [InlineData("formats/cache.json", "\"bytes_per_block\": 34,", "", "config/formats/cache.json: q8_0: bytes_per_block: is missing")]
    [InlineData("diffusion/flux.json", "\"type\": \"flux\"", "\"type\": \"fluxx\"", "config/diffusion/flux.json: black-forest-labs/FLUX.1-dev: denoiser.type: is 'fluxx'; types are unet, joint, flux")]
    [InlineData("diffusion/flux.json", "\"single_blocks\": 38, ", "", "config/diffusion/flux.json: black-forest-labs/FLUX.1-dev: denoiser.single_blocks: is missing")]
    [InlineData("diffusion/flux.json", "\"native_format\": \"bf16\"", "\"native_format\": \"bf17\"", "config/diffusion/flux.json: black-forest-labs/FLUX.1-dev: native_format: 'bf17' is no id in config/formats")]
    public void A_fault_names_file_entry_and_field(string file, string good, string bad, string message)
    {
        var path = Path.Combine(directory, file);
        var text = File.ReadAllText(path);
        Assert.Contains(good, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(good, bad, StringComparison.Ordinal));

        var load = CatalogDirectory.Load(directory);

        Assert.Null(load.Catalog);
        Assert.Contains(load.Faults, fault => fault.ToString().Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_mistyped_key_is_a_fault_with_its_line()
    {
        var path = Path.Combine(directory, "formats/float.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"float_bytes\"", "\"float_byte\"", StringComparison.Ordinal));
        var fault = CatalogDirectory.Load(directory).Faults[0].ToString();
        Assert.StartsWith("config/formats/float.json", fault, StringComparison.Ordinal);
        Assert.Contains("line ", fault, StringComparison.Ordinal);
        Assert.Contains("float_byte", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_source_is_a_fault()
    {
        var path = Path.Combine(directory, "formats/float.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"source\": [\"IEEE 754 binary32\"]", "\"source\": []", StringComparison.Ordinal));
        Assert.Contains(CatalogDirectory.Load(directory).Faults, fault => fault is { Entry: "fp32", Field: "source" });
    }

    [Fact]
    public void All_faults_are_reported_at_once()
    {
        File.WriteAllText(Path.Combine(directory, "models/broken.json"), "{ not json");
        File.WriteAllText(Path.Combine(directory, "gpus/broken.json"), "{ \"vendor\": \"acme\", \"gpus\": [ { \"id\": \"x\" } ] }");
        var faults = CatalogDirectory.Load(directory).Faults;
        Assert.Contains(faults, fault => fault.File == "config/models/broken.json");
        Assert.Contains(faults, fault => fault is { File: "config/gpus/broken.json", Entry: "x", Field: "vendor" });
        Assert.Contains(faults, fault => fault is { File: "config/gpus/broken.json", Entry: "x", Field: "source" });
    }

    [Fact]
    public void A_missing_directory_says_what_to_set() =>
        Assert.Contains("Catalog__Path", CatalogDirectory.Load(Path.Combine(directory, "nowhere")).Faults[0].Message, StringComparison.Ordinal);
}
