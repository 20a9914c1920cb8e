using System.Globalization;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Diffusion;
using VramBot.Core.Formats;

namespace VramBot.Commands.Grammar.Images;

/// <summary>Reads what the values of a <c>/vram</c> line about an image model mean.</summary>
public sealed class ImageReader(Catalog catalog)
{
    private const int MostImages = 64;
    private const string AnyModel = "llama-3.1-8b";
    private readonly VramReader values = new(catalog);

    /// <summary>The image model that a line names, or null.</summary>
    public ImageModel? ModelOf(TypedLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Command == CommandBook.Vram && line["model"] is { } name ? catalog.Images.Find(name) : null;
    }

    /// <summary>Reads a line, or says all that is wrong with it, each problem with a line that reads.</summary>
    public Result<ImageQuestion> Read(TypedLine line, ImageModel model)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(model);
        var reading = new Reading(catalog, line, model);
        var question = reading.Question(values);
        return reading.Problems.Count == 0 ? question : new Result<ImageQuestion>.Rejected([.. reading.Problems.Select(problem => problem with { Try = reading.Corrected.ToString() })]);
    }

    /// <summary>One pass over one line.</summary>
    private sealed class Reading
    {
        private static readonly string[] Known = ["model", "precision", "users", "gpu", "reserved", "offload", "engine", "res", "vae", "t5"];
        private readonly Catalog catalog;
        private readonly TypedLine line;
        private readonly ImageModel model;

        public Reading(Catalog catalog, TypedLine line, ImageModel model) => (this.catalog, this.line, this.model, Corrected) = (catalog, line, model, line);

        public List<Problem> Problems { get; } = [];

        public TypedLine Corrected { get; private set; }

        public ImageQuestion Question(VramReader values)
        {
            foreach (var option in line.Options.Where(option => !Known.Contains(option.Description.Name)))
                Reject(ImageProblems.Option(option.Description.Name, option.Value), option.Description.Name, null);
            var loader = Loader();
            var (encoder, format) = Encoder();
            return new(new(model, Format())
            {
                Size = Size(),
                Batch = Batch(),
                Loader = loader,
                Offload = Offload(loader),
                Decoding = Decoding(),
                Encoder = encoder,
                EncoderFormat = format,
            })
            {
                Gpu = Gpu(values),
                ListsAllGpus = VramReader.IsAllCards(line["gpu"]),
            };
        }

        private ImageSize Size()
        {
            var usual = new ImageSize(model.Side, model.Side);
            if (line["res"] is not { } text)
                return usual;
            if (ImageSizes.Of(text) is not { } size)
                return Reject(ImageProblems.Size(text), "res", model.Side.ToString(CultureInfo.InvariantCulture), usual);
            var near = ImageSizes.Nearest(size, model.Denoiser.Multiple);
            if (Math.Min(size.Width, size.Height) < ImageSizes.Least || Math.Max(size.Width, size.Height) > ImageSizes.Most)
                return Reject(ImageProblems.SizeRange(text), "res", size.Width == 0 || size.Height == 0 ? usual.ToString() : near.ToString(), usual);
            return size == near ? size : Reject(ImageProblems.SizeMultiple(text, model, near), "res", near.ToString(), usual);
        }

        private int Batch()
        {
            if (line["users"] is not { } text)
                return 1;
            return Numbers.Count(text) is >= 1 and <= MostImages and var count ? (int)count : Reject(ImageProblems.Batch(text, MostImages), "users", "1", 1);
        }

        private WeightFormat Format()
        {
            var native = WeightFormats.Find(catalog.WeightFormats, model.NativeFormat)!;
            if (line["precision"] is not { } text)
                return native;
            return WeightFormats.Find(catalog.WeightFormats, text) is { } format && Takes(format) && (format is not (GgufMix or GgufRate) || model.Denoiser is not UNet)
                ? format
                : Reject(ImageProblems.Format(text, model), "precision", model.NativeFormat, native);
        }

        /// <summary>Formats that diffusers' quantizers and GGUF files have.</summary>
        private static bool Takes(WeightFormat format) => format is FloatFormat or GgufMix or GgufRate
            || format is ScaledFormat { Scope: QuantizedScope.Linear, EmbeddingOnHost: false } && format.Id is "fp8" or "int8-w8a8" or "bnb-int8" or "nf4" or "nf4-dq" or "fp4-bnb" or "w4a16-g128";

        private (LargeEncoder Place, WeightFormat? Format) Encoder()
        {
            if (line["t5"] is not { } text)
                return default;
            if (!model.TextEncoders.Any(encoder => encoder.IsLarge))
                return Reject(ImageProblems.NoEncoder(model), "t5", null, default((LargeEncoder, WeightFormat?)));
            if (Is(text, "host", "cpu"))
                return (LargeEncoder.OnHost, null);
            if (Is(text, "none", "off"))
                return model.WorksWithoutT5 ? (LargeEncoder.LeftOut, null) : Reject(ImageProblems.NeedsEncoder(model), "t5", "host", default((LargeEncoder, WeightFormat?)));
            return WeightFormats.Find(catalog.WeightFormats, text) is { } format && Takes(format) ? (LargeEncoder.OnCard, format) : Reject(ImageProblems.Encoder(text), "t5", "fp8", default((LargeEncoder, WeightFormat?)));
        }

        private ImageLoader Loader()
        {
            if (line["engine"] is not { } text || Is(text, "diffusers"))
                return ImageLoader.Diffusers;
            return Is(text, "comfyui", "comfy", "comfy-ui") ? ImageLoader.ComfyUi : Reject(ImageProblems.Loader(text), "engine", "diffusers", ImageLoader.Diffusers);
        }

        /// <summary>ComfyUI moves parts by itself where nothing is said.</summary>
        private ImageOffload Offload(ImageLoader loader)
        {
            if (line["offload"] is not { } text)
                return loader == ImageLoader.ComfyUi ? ImageOffload.Model : ImageOffload.None;
            return text.ToLowerInvariant() switch
            {
                "none" or "off" => ImageOffload.None,
                "model" or "auto" => ImageOffload.Model,
                "sequential" => ImageOffload.Sequential,
                _ => Reject(ImageProblems.Offload(text), "offload", "model", ImageOffload.Model),
            };
        }

        private ImageDecoding Decoding() => line["vae"] is not { } text ? ImageDecoding.Whole : text.ToLowerInvariant() switch
        {
            "full" or "whole" => ImageDecoding.Whole,
            "sliced" or "slicing" => ImageDecoding.Sliced,
            "tiled" or "tiling" => ImageDecoding.Tiled,
            _ => Reject(ImageProblems.Decoding(text), "vae", "tiled", ImageDecoding.Tiled),
        };

        /// <summary>The cards, read as those of any line.</summary>
        private GpuSelection? Gpu(VramReader values)
        {
            var named = line.Options.Where(option => option.Description.Name is "gpu" or "reserved").ToList();
            if (named.Count == 0)
                return null;
            var (question, problems, corrected) = values.Understand(new(CommandBook.Vram, [new(CommandBook.Vram.Find("model")!, AnyModel), .. named]));
            foreach (var problem in problems)
                Problems.Add(problem);
            if (problems.Length > 0)
                Corrected = Corrected.With("gpu", corrected["gpu"]).With("reserved", corrected["reserved"]);
            if (question?.Gpu is { } cards && !ImageFitFinder.Runs(cards.Gpu))
                return Reject<GpuSelection?>(ImageProblems.Card(cards.Gpu), "gpu", "rtx-4090", null);
            return question?.Gpu;
        }

        private static bool Is(string text, params ReadOnlySpan<string> words)
        {
            foreach (var word in words)
                if (string.Equals(text, word, StringComparison.OrdinalIgnoreCase))
                    return true;
            return false;
        }

        private T Reject<T>(Problem problem, string option, string? replacement, T otherwise)
        {
            Reject(problem, option, replacement);
            return otherwise;
        }

        private void Reject(Problem problem, string option, string? replacement)
        {
            Problems.Add(problem);
            Corrected = Corrected.With(option, replacement);
        }
    }
}
