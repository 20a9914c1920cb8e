using VramBot.Core.Catalogs;
using VramBot.Core.Models;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies;

/// <summary>Words what was taken of a model that is given by numbers.</summary>
internal static class ShapeWords
{
    public static string Of(TypicalShape shape, Network network)
    {
        var attention = (GroupedQueryAttention)network.Layers[0].Attention!;
        string?[] open =
        [
            shape.Layers is null ? Tr($"{network.Layers.Length} layers") : null,
            shape.HiddenSize is null ? Tr($"hidden size {network.HiddenSize:#,0}") : null,
            shape.Heads is null ? Tr($"{attention.Heads} query heads") : null,
            shape.KeyValueHeads is null ? Tr($"{attention.KeyValueHeads} of keys and values") : null,
            shape.HeadDim is null ? Tr($"head width {attention.HeadDim}") : null,
            shape.Vocabulary is null ? Tr($"vocabulary {network.VocabularySize:#,0}") : null,
        ];
        var rest = string.Join(", ", open.OfType<string>());
        return rest.Length == 0 ? Tr("The model is given by numbers, all of them said; its feed-forward width follows from its size.") : Tr($"The model is given by numbers; what they leave open is as usual at its size: {rest}.");
    }
}
