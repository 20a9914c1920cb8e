using VramBot.Core;
using VramBot.Core.Catalogs;

namespace VramBot.Commands.Grammar;

/// <summary>Reads a <c>/vram-fit</c> line: the options that it shares with the estimate are read as those of a <c>/vram</c> line.</summary>
public sealed class FitReader(Catalog catalog)
{
    private const int LongestCount = 3;
    private const string AnyModel = "llama-3.1-8b";
    private const string FallbackCard = "rtx-4090";
    private readonly VramReader values = new(catalog);

    /// <summary>The question, or all problems of the line, each with a line that reads.</summary>
    public Result<FitQuestion> Read(TypedLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var (asked, found, corrected) = values.Understand(Estimate(line));
        var tried = Corrected(line, corrected);
        var problems = found.ToList();
        if (line["gpu"] is null)
            problems.Add(FitProblems.MissingCard());
        else if (asked is { Gpu: null })
            problems.Add(FitProblems.OnlyCount(line["gpu"]!));
        if (asked is not { Gpu: { } cards } question || problems.Count > 0)
            return new Result<FitQuestion>.Rejected([.. problems.Select(problem => problem with { Try = tried.ToString() })]);
        return new FitQuestion(question, cards)
        {
            Model = line["model"] is null ? null : question.Model,
            Words = [.. (line["search"] ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        };
    }

    /// <summary>Whether it says how many, but not which: <c>gpu:2</c>, <c>gpu:all</c>.</summary>
    private static bool IsCount(string card) => (card.Length <= LongestCount && card.All(char.IsAsciiDigit)) || VramReader.IsAllCards(card);

    /// <summary>The line of the estimate with what both commands know.</summary>
    internal static TypedLine Estimate(TypedLine line) => new(
        CommandBook.Vram,
        [
            new(CommandBook.Vram.Find("model")!, line["model"] ?? AnyModel),
            .. line.Options.Where(option => option.Description.Name is not ("model" or "search")).Select(option => option with { Description = CommandBook.Vram.Find(option.Description.Name)! }),
        ]);

    /// <summary>The line with its values as the estimate's reader put them right; a card is never left out.</summary>
    private static TypedLine Corrected(TypedLine line, TypedLine estimate)
    {
        var options = line.Options.Select(option => option.Description.Name switch
        {
            "search" => option.Value,
            "gpu" when estimate["gpu"] is not { } card || IsCount(card) => FallbackCard,
            var name => estimate[name],
        } is { } value ? option with { Value = value } : null).OfType<TypedOption>();
        var corrected = line with { Options = [.. options] };
        foreach (var added in estimate.Options.Where(option => line[option.Description.Name] is null && option.Description.Name != "model"))
            corrected = corrected.With(added.Description.Name, added.Value);
        return corrected["gpu"] is null ? corrected with { Options = [new(line.Command.Find("gpu")!, FallbackCard), .. corrected.Options] } : corrected;
    }
}
