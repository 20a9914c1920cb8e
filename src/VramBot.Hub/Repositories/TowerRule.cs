using VramBot.Core.Models;
using VramBot.Hub.Architectures;

namespace VramBot.Hub.Repositories;

/// <summary>A tower by its tensors and by what config.json says of its patches.</summary>
internal static class TowerRule
{
    private const int MostSide = 1024;

    /// <summary>The tower.</summary>
    public static Tower Of(ConfigView? config, long parameters)
    {
        var tower = new Tower("vision tower and projector", new(parameters));
        if (config?.First("vision_config", "visual") is not { } vision)
            return tower;
        var (patch, size) = (vision.Int("patch_size") ?? 0, vision.Int("image_size") ?? 0);
        var merged = vision.Int("spatial_merge_size") ?? config.Int("spatial_merge_size") ?? (config.Has("image_grid_pinpoints") ? 1 : 0);
        var tokens = config.Int("mm_tokens_per_image") ?? 0;
        var side = tokens > 0 && size > 0 ? (int)(size / Math.Sqrt(tokens)) : patch * merged;
        tower = tower with { TokenSide = side is > 0 and <= MostSide ? side : Tower.UsualTokenSide };
        // Tiles, each with a token for its class (Llama 3.2 Vision).
        return vision.Int("max_num_tiles") is > 0 and <= 64 and var tiles && patch is > 0 && size is > 0 and <= 1 << 16
            ? tower with { Width = vision.Int("hidden_size"), ImagePatches = tiles * (((size / patch) * (size / patch)) + 1) }
            : tower;
    }
}
