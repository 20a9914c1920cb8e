using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using VramBot.Commands.Grammar;
using VramBot.Core.Languages;
using VramBot.Testing;

namespace VramBot.Conventions.Tests.Languages;

/// <summary>All English texts that people read: those that the source gives to <see cref="Translation"/>, those of the commands' descriptions, and those of the catalog that answers say.</summary>
internal static class SourceTexts
{
    private static readonly string[] Translating = [nameof(Translation.Tr), nameof(Translation.Later)];

    public static IReadOnlySet<string> All { get; } = FromSource().Concat(FromDescriptions()).Concat(FromCatalog()).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> FromSource() =>
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        from call in CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
        where call.Expression is IdentifierNameSyntax { Identifier.ValueText: var name } && Translating.Contains(name)
        from argument in call.ArgumentList.Arguments
        from key in Keys(argument.Expression)
        select key;

    /// <summary>The texts that an argument may be: those of its branches too, but not what stands in the holes.</summary>
    private static IEnumerable<string> Keys(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => [literal.Token.ValueText],
        InterpolatedStringExpressionSyntax text => [Key(text)],
        ConditionalExpressionSyntax either => Keys(either.WhenTrue).Concat(Keys(either.WhenFalse)),
        SwitchExpressionSyntax many => many.Arms.SelectMany(arm => Keys(arm.Expression)),
        ParenthesizedExpressionSyntax inner => Keys(inner.Expression),
        BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) => [string.Concat(Keys(sum.Left).Concat(Keys(sum.Right)))],
        _ => [],
    };

    private static string Key(InterpolatedStringExpressionSyntax text)
    {
        var (key, holes) = (new StringBuilder(), 0);
        foreach (var part in text.Contents)
            if (part is InterpolatedStringTextSyntax words)
                key.Append(words.TextToken.ValueText.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
            else
                key.Append('{').Append(holes++).Append('}');
        return holes == 0 ? key.Replace("{{", "{").Replace("}}", "}").ToString() : key.ToString();
    }

    private static IEnumerable<string> FromDescriptions() =>
        CommandBook.All.SelectMany(command => command.Options.SelectMany(option => (string[])[option.Summary, $"option:{option.Name}", .. InWords(option)]).Append(command.Summary));

    /// <summary>What searches say of the quality of a format, and answers of what is missing of a model.</summary>
    private static IEnumerable<string> FromCatalog() =>
        ShippedCatalogs.Catalog.WeightFormats.All.Select(format => format.QualityNote)
            .Concat(ShippedCatalogs.Catalog.Models.All.Where(model => model is { IsComplete: false, Network: not null }).Select(model => model.Note)).OfType<string>();

    /// <summary>What is taken when the option is left out, where that is said in words and not by a value to type.</summary>
    private static IEnumerable<string> InWords(OptionDescription option) =>
        option.Default is { } taken && taken.All(letter => !char.IsAsciiDigit(letter) || taken.Contains(' ', StringComparison.Ordinal)) && !option.Choices.Contains(taken) ? [taken] : [];
}
