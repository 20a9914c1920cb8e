using System.Globalization;
using VramBot.Core.Units;

namespace VramBot.Commands.Replies;

/// <summary>How figures are printed for people, with the separators of the language that is spoken: one decimal under 100, none above; the only place where sizes are rounded.</summary>
public static class Figures
{
    /// <summary>Gibibytes without the unit: <c>25.9</c>, <c>412</c>.</summary>
    public static string Gibibytes(Bytes size) => Gibibytes(size.TotalGibibytes);

    /// <summary>Gibibytes without the unit.</summary>
    public static string Gibibytes(double size) => size.ToString(Math.Abs(size) < 99.95 ? "0.0" : "#,0", CultureInfo.CurrentCulture);

    /// <summary>Tokens with separators: <c>131,072</c>.</summary>
    public static string Tokens(TokenCount tokens) => Count(tokens.Count);

    /// <summary>Tokens as people say them: <c>44k</c>, rounded down; small numbers whole.</summary>
    public static string TokensRounded(TokenCount tokens) => tokens.Count switch
    {
        >= 1024 * 1024 => string.Create(CultureInfo.CurrentCulture, $"{Math.Floor(tokens.Count / 1024.0 / 102.4) / 10:0.#}M"),
        >= 10 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{tokens.Count / 1024}k"),
        _ => Tokens(tokens),
    };

    /// <summary>A plain number.</summary>
    public static string Number(double number) => number.ToString("#,0.##", CultureInfo.CurrentCulture);

    /// <summary>A whole number with separators: <c>1,024</c>.</summary>
    public static string Count(long number) => number.ToString("#,0", CultureInfo.CurrentCulture);

    /// <summary>A number of weights: <c>46.7B</c>.</summary>
    public static string Parameters(ParameterCount parameters) => parameters.ToString(CultureInfo.CurrentCulture);
}
