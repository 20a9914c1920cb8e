using VramBot.Core.Models;
using VramBot.Hub.Architectures;

namespace VramBot.Hub.Repositories;

/// <summary>A tower by its tensors and by what config.json says of its patches.</summary>
internal static class TowerRule
{
    private const int MostSide = 1024;
    private const int MostImage = 1 << 16;
    private const int MostPatch = 1 << 10;
    private const int MostTiles = 64;
    private const int MostWidth = 1 << 20;
    private const int Colours = 3;

    /// <summary>The tower.</summary>
    public static Tower Of(ConfigView? config, long parameters)
    {
        var tower = new Tower(KindOf(config), new(parameters));
        if (config?.First("vision_config", "visual") is not { } vision)
            return tower;
        var (patch, size) = (Within(vision.Int("patch_size"), MostPatch), Within(vision.Int("image_size"), MostImage));
        var merged = vision.Int("spatial_merge_size") ?? config.Int("spatial_merge_size") ?? (config.Has("image_grid_pinpoints") ? 1 : 0);
        var tokens = config.Int("mm_tokens_per_image") ?? 0;
        var side = tokens > 0 && size > 0 ? (long)(size / Math.Sqrt(tokens)) : (long)patch * merged;
        tower = tower with { TokenSide = side is > 0 and <= MostSide ? (int)side : Tower.UsualTokenSide };
        return Within(vision.Int("max_num_tiles"), MostTiles) is > 0 and var tiles && patch > 0 && size > 0 ? Tiled(tower, config, vision, tiles, patch, size) : tower;
    }

    private static string KindOf(ConfigView? config)
    {
        var hears = config?.First("audio_config", "speech_config", "audio_encoder_config") is not null;
        return !hears ? "vision tower and projector" : config!.First("vision_config", "visual") is null ? "audio tower and projector" : "vision and audio towers";
    }

    /// <summary>Tiles, each with a token for its class (Llama 3.2 Vision).</summary>
    /// <remarks>
    /// <para>Held whole by every rank: <c>w (a t p + p + 2 a t + 1 + 3 s²) + (o + 1) h</c>: tables of positions for a tiles' arrangements (and none), of t tiles of p patches, w wide; patches of s pixels; a projector from o to the hidden size h.</para>
    /// <para>Source: vllm-project/vllm, model_executor/models/mllama.py.</para>
    /// </remarks>
    private static Tower Tiled(Tower tower, ConfigView config, ConfigView vision, int tiles, int patch, int size)
    {
        long patches = ((long)(size / patch) * (size / patch)) + 1;
        long width = Within(vision.Int("hidden_size"), MostWidth);
        var arrangements = Within(vision.Length("supported_aspect_ratios"), MostTiles) + 1;
        long output = Within(vision.Int("vision_output_dim"), MostWidth);
        long hidden = Within(config.Int("hidden_size"), MostWidth);
        var whole = output == 0 ? 0 : (width * ((arrangements * tiles * patches) + patches + (2 * arrangements * tiles) + 1 + (Colours * patch * patch))) + ((output + 1) * hidden);
        return tower with { Width = width > 0 ? (int)width : null, ImagePatches = checked((int)(tiles * patches)), Whole = new(Math.Min(whole, tower.Parameters.Count)) };
    }

    private static int Within(int? number, int most) => number is > 0 and var stated && stated <= most ? stated : 0;
}
