using VramBot.Commands.Replies;
using VramBot.Core.Fitting;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Grammar;

/// <summary>Says what a card counts as of which only the memory was told.</summary>
internal static class CardSizeWords
{
    public static string Of(SizedCard sized)
    {
        var size = Figures.Number(sized.Card.NominalGigabytes);
        var likest = GpuNames.Of(sized.Least);
        if (!sized.IsSold)
            return Tr($"No current card is sold with {size} GB: counted as that much of a card like the {likest}. Name yours for its own figures.");
        var (least, most) = (Figures.Gibibytes(sized.Least.Usable), Figures.Gibibytes(sized.Most.Usable));
        return least == most
            ? Tr($"Cards sold with {size} GB have all but the same memory: counted as the {likest}. Name yours for its own figures.")
            : Tr($"Cards sold with {size} GB have {least} to {most} GiB: counted as the {likest}, which has least. Name yours for its own figures.");
    }
}
