using System.Globalization;
using VramBot.Commands.Grammar;
using VramBot.Core.Diffusion;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies.Images;

/// <summary>Words a change and writes the line that asks it.</summary>
internal static class ImageSuggestionLine
{
    public static ReplyLine Of(TypedLine line, ImageSuggestion suggestion)
    {
        var needed = Figures.Gibibytes(suggestion.Fit.Estimate.Needed);
        var saved = Figures.Gibibytes(suggestion.Saves);
        return new(VramReply.MarkOf(suggestion.Fit.Verdict), Tr($"{What(suggestion)}: {needed} GiB, saves {saved}{Cost(suggestion)}"), Line(line, suggestion).ToString());
    }

    private static string What(ImageSuggestion suggestion)
    {
        var (format, host) = (suggestion.Request.Weights.Label, Figures.Gibibytes(suggestion.Fit.Estimate.Host));
        return suggestion.Change switch
        {
            ImageChange.Sliced => Tr("images decoded one after the other"),
            ImageChange.Tiled => Tr("pixels made in tiles"),
            ImageChange.PackedEncoder => Tr($"T5 in {suggestion.Request.LargeFormat.Label}"),
            ImageChange.HostEncoder => Tr("T5 on the processor"),
            ImageChange.PartsOffloaded => Tr($"parts wait in host memory, {host} GiB of it"),
            ImageChange.PartsOffloadedTiled => Tr($"parts wait in host memory, {host} GiB of it, pixels made in tiles"),
            ImageChange.Format => Tr($"weights in {format}"),
            ImageChange.FormatOffloaded => Tr($"weights in {format}, parts wait in host memory"),
            ImageChange.FormatOffloadedTiled => Tr($"weights in {format}, parts wait in host memory, pixels made in tiles"),
            ImageChange.Batch => Tr(suggestion.Request.Batch, $"{suggestion.Request.Batch} image at once", $"{suggestion.Request.Batch} images at once"),
            ImageChange.Size => Tr($"{suggestion.Request.Size.Width} × {suggestion.Request.Size.Height} pixels"),
            _ => Tr($"layers wait in host memory, {host} GiB of it, pixels made in tiles"),
        };
    }

    /// <summary>What the change costs.</summary>
    private static string Cost(ImageSuggestion suggestion) => suggestion.Change switch
    {
        ImageChange.Sliced => string.Empty,
        ImageChange.Tiled => Tr(" (tones may differ a little from tile to tile)"),
        ImageChange.HostEncoder => Tr(" (seconds more for each prompt)"),
        ImageChange.PartsOffloaded or ImageChange.PartsOffloadedTiled => Tr(" (slower: parts are moved for each image)"),
        ImageChange.LayersOffloaded => Tr(" (several times slower: layers are moved in each step)"),
        ImageChange.Format or ImageChange.FormatOffloaded or ImageChange.FormatOffloadedTiled => suggestion.Request.Weights.BitsPerWeight >= 8 ? Tr(" (hardly a difference to see)") : Tr(" (details differ)"),
        _ => string.Empty,
    };

    private static TypedLine Line(TypedLine line, ImageSuggestion suggestion)
    {
        var request = suggestion.Request;
        var changed = suggestion.Change switch
        {
            ImageChange.PackedEncoder => line.With("t5", TypedNames.Of(request.LargeFormat)),
            ImageChange.HostEncoder => line.With("t5", "host"),
            ImageChange.Batch => line.With("users", request.Batch.ToString(CultureInfo.InvariantCulture)),
            ImageChange.Size => line.With("res", request.Size.ToString()),
            ImageChange.Format or ImageChange.FormatOffloaded or ImageChange.FormatOffloadedTiled => line.With("precision", TypedNames.Of(request.Weights)),
            _ => line,
        };
        changed = changed.With("vae", request.Decoding switch { ImageDecoding.Tiled => "tiled", ImageDecoding.Sliced => "sliced", _ => line["vae"] });
        changed = changed.With("offload", request.Offload switch { ImageOffload.Model => "model", ImageOffload.Sequential => "sequential", _ => line["offload"] });
        return changed.With("gpu", line["gpu"] ?? suggestion.Fit.Gpu.Id);
    }
}
