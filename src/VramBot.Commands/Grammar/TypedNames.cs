using System.Text.RegularExpressions;
using VramBot.Core.Catalogs;
using VramBot.Core.Diffusion;
using VramBot.Core.Formats;

namespace VramBot.Commands.Grammar;

/// <summary>The names under which people type what the catalog knows.</summary>
internal static partial class TypedNames
{
    /// <summary>The shortest alias that says which model it is, with its size where the name has one, else the id.</summary>
    public static string Of(ModelEntry model)
    {
        var size = Size().Match(model.Name).Value;
        return model.Aliases.Where(alias => !alias.Contains(' ', StringComparison.Ordinal) && alias.Any(char.IsAsciiDigit) && model.Name.StartsWith(alias, StringComparison.OrdinalIgnoreCase) && alias.Contains(size, StringComparison.OrdinalIgnoreCase))
            .MinBy(alias => alias.Length) ?? model.Id;
    }

    /// <summary>The first name by which people call an image model.</summary>
    public static string Of(ImageModel model) => model.Aliases.FirstOrDefault(alias => !alias.Contains(' ', StringComparison.Ordinal)) ?? model.Id;

    /// <summary>A mix by itself, other formats by id.</summary>
    public static string Of(WeightFormat format) => format is GgufMix mix ? mix.Mix : format.Id;

    [GeneratedRegex(@"(?<=-)\d+(\.\d+)?[bBmMtT](?=-|$)")]
    private static partial Regex Size();
}
