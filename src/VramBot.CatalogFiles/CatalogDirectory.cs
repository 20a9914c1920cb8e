using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using VramBot.CatalogFiles.Documents;
using VramBot.Core.Catalogs;
using VramBot.Core.Diffusion;
using VramBot.Core.Formats;
using VramBot.Core.Gpus;

namespace VramBot.CatalogFiles;

/// <summary>Reads <c>config/</c> and says everything that is wrong in it at once.</summary>
public sealed class CatalogDirectory
{
    private readonly string root;
    private readonly List<CatalogFault> faults = [];
    private readonly Dictionary<object, string> fileOf = new(ReferenceEqualityComparer.Instance);
    private int files;

    private CatalogDirectory(string root) => this.root = root;

    /// <summary>Where the catalogs lie that travel with the program.</summary>
    public static string Shipped => Path.Combine(AppContext.BaseDirectory, "config");

    /// <summary>Loads a directory of catalogs.</summary>
    public static CatalogLoad Load(string path) => new CatalogDirectory(path).Load();

    private CatalogLoad Load()
    {
        if (!Directory.Exists(root))
            return new(null, [new(root, string.Empty, string.Empty, "there is no such directory; set Catalog__Path to the config directory")], 0);
        var models = ReadAll("models", CatalogJson.Default.ModelFamilyDocument, static (file, document) => file.Models(document));
        var gpus = ReadAll("gpus", CatalogJson.Default.GpuFileDocument, static (file, document) => file.Gpus(document));
        var formats = ReadAll("formats", CatalogJson.Default.FormatFileDocument, static (file, document) => file.Formats(document));
        var images = Directory.Exists(Path.Combine(root, "diffusion")) ? ReadAll("diffusion", CatalogJson.Default.DiffusionFileDocument, static (file, document) => file.Images(document)) : [];
        var weights = formats.OfType<WeightFormat>().ToList();
        CheckNames<INamed>([.. models, .. images]);
        CheckNames(gpus);
        CheckNames(weights);
        CheckNames([.. formats.OfType<CacheFormat>()]);
        CheckNativeFormats(models, weights, model => model.Id, model => model.NativeFormat);
        CheckNativeFormats(images, weights, model => model.Id, model => model.NativeFormat);
        return faults.Count > 0
            ? new(null, [.. faults], files)
            : new(
                new(
                    NameIndex<ModelEntry>.Create(Pretraining.Dated(models)),
                    NameIndex<Gpu>.Create(gpus),
                    NameIndex<WeightFormat>.Create(weights),
                    NameIndex<CacheFormat>.Create(formats.OfType<CacheFormat>()))
                {
                    Images = NameIndex<ImageModel>.Create(images),
                },
                [],
                files);
    }

    private List<TEntry> ReadAll<TDocument, TEntry>(string folder, JsonTypeInfo<TDocument> type, Func<FileReader, TDocument, IEnumerable<TEntry>> read)
        where TEntry : class
    {
        var path = Path.Combine(root, folder);
        var paths = Directory.Exists(path) ? Directory.GetFiles(path, "*.json") : [];
        if (paths.Length == 0)
            faults.Add(new($"config/{folder}", string.Empty, string.Empty, "has no files"));
        Array.Sort(paths, StringComparer.Ordinal);
        var entries = new List<TEntry>();
        foreach (var file in paths)
        {
            files++;
            var name = $"config/{folder}/{Path.GetFileName(file)}";
            try
            {
                if (JsonSerializer.Deserialize(File.ReadAllBytes(file), type) is { } document)
                    Add(name, read(new(name, faults), document));
                else
                    faults.Add(new(name, string.Empty, string.Empty, "is empty"));
            }
            catch (JsonException exception)
            {
                faults.Add(new(name, string.Empty, exception.Path?.TrimStart('$', '.') ?? string.Empty, $"line {exception.LineNumber + 1}: {FirstSentence(exception)}"));
            }
        }

        return entries;

        void Add(string file, IEnumerable<TEntry> read)
        {
            foreach (var entry in read)
            {
                entries.Add(entry);
                fileOf[entry] = file;
            }
        }
    }

    private static string FirstSentence(JsonException exception) => exception.Message.Split(". Path:", 2)[0].Split(" Path:", 2)[0];

    private void CheckNames<T>(IReadOnlyCollection<T> items)
        where T : class, INamed
    {
        var owners = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            foreach (var name in item.Aliases.Prepend(item.Id))
            {
                var normal = Names.Normalize(name);
                if (normal.Length == 0)
                    faults.Add(new(fileOf[item], item.Id, "aliases", $"'{name}' has no letters or digits"));
                else if (!owners.TryAdd(normal, item) && !ReferenceEquals(owners[normal], item))
                    faults.Add(new(fileOf[item], item.Id, name == item.Id ? "id" : "aliases", $"'{name}' is also a name of {owners[normal].Id} ({fileOf[owners[normal]]})"));
            }
        }
    }

    private void CheckNativeFormats<T>(List<T> models, List<WeightFormat> weights, Func<T, string> id, Func<T, string> native)
        where T : class
    {
        var known = weights.Select(format => format.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var model in models.Where(model => native(model).Length > 0 && !known.Contains(native(model))))
            faults.Add(new(fileOf[model], id(model), "native_format", $"'{native(model)}' is no id in config/formats"));
    }

    /// <summary>Reads the entries of one file.</summary>
    private sealed class FileReader(string file, List<CatalogFault> faults)
    {
        public IEnumerable<ModelEntry> Models(ModelFamilyDocument document)
        {
            var family = new EntryFaults(file, string.Empty, faults).Text("family", document.Family);
            return [.. document.Models.Select((model, index) => ModelReader.Read(family, document.Purpose, model, Entry(model.Id, index)))];
        }

        public IEnumerable<Gpu> Gpus(GpuFileDocument document) =>
            [.. document.Gpus.Select((gpu, index) => GpuReader.Read(document.Vendor, gpu, Entry(gpu.Id, index)))];

        public IEnumerable<ImageModel> Images(DiffusionFileDocument document)
        {
            var family = new EntryFaults(file, string.Empty, faults).Text("family", document.Family);
            return [.. document.Models.Select((model, index) => ImageModelReader.Read(family, model, Entry(model.Id, index)))];
        }

        public IEnumerable<object> Formats(FormatFileDocument document) =>
            [
                .. document.Formats.Select((format, index) => FormatReader.Read(format, Entry(format.Id, index))).OfType<WeightFormat>(),
                .. document.CacheFormats.Select((format, index) => FormatReader.Read(format, Entry(format.Id, index))),
            ];

        private EntryFaults Entry(string? id, int index) => new(file, id ?? $"entry {index + 1}", faults);
    }
}
