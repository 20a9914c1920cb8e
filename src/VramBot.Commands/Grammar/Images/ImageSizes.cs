using System.Globalization;
using System.Text.RegularExpressions;
using VramBot.Core.Diffusion;

namespace VramBot.Commands.Grammar.Images;

/// <summary>Sizes of images as people write them: <c>1024</c>, <c>1024x768</c>, <c>832×1216</c>, <c>1024px</c>.</summary>
public static partial class ImageSizes
{
    /// <summary>The shortest edge that is answered.</summary>
    public const int Least = 64;

    /// <summary>The longest edge that is answered.</summary>
    public const int Most = 8192;

    /// <summary>The size, or null when it is none.</summary>
    public static ImageSize? Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Edges().Match(text.Trim()) is not { Success: true } match)
            return null;
        var width = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        return new(width, match.Groups[2].Success ? int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture) : width);
    }

    /// <summary>The nearest size that works, its edges in range and multiples of a number.</summary>
    public static ImageSize Nearest(ImageSize size, int multiple) => new(Nearest(size.Width, multiple), Nearest(size.Height, multiple));

    private static int Nearest(int edge, int multiple) => Math.Clamp((edge + (multiple / 2)) / multiple * multiple, Least, Most);

    [GeneratedRegex(@"^(\d{1,7})\s*(?:[x×*]\s*(\d{1,7}))?\s*(?:px)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Edges();
}
