using VramBot.Core.Models;
using VramBot.Hub.Architectures;

namespace VramBot.Hub.Repositories;

/// <summary>A tower by its tensors and by what config.json says of its patches.</summary>
internal static class TowerRule
{
    /// <summary>The tower.</summary>
    public static Tower Of(ConfigView? config, long parameters)
    {
        var tower = new Tower("vision tower and projector", new(parameters));
        if (config?.First("vision_config", "visual") is not { } vision)
            return tower;
        var patch = vision.Int("patch_size");
        var merged = vision.Int("spatial_merge_size") ?? config.Int("spatial_merge_size");
        return tower with
        {
            Width = vision.Int("hidden_size", "embed_dim", "width"),
            TokenSide = patch is > 0 and < 1024 && merged is > 0 and < 64 ? patch.Value * merged.Value : Tower.UsualTokenSide,
        };
    }
}
