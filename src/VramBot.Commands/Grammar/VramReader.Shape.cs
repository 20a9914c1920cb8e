using System.Globalization;
using VramBot.Core.Catalogs;

namespace VramBot.Commands.Grammar;

/// <content>A model given by numbers: <c>params:70b layers:80 kv-heads:8 head-dim:128</c>, or the same beside a bare size.</content>
public sealed partial class VramReader
{
    private const int MostLayers = 1000;
    private const int MostWidth = 262_144;
    private const int MostHeads = 1024;
    private const int MostWords = 10_000_000;

    private sealed partial class Reading
    {
        /// <summary>The numbers that were given, once they were read; null for a model by its name, or by its size alone.</summary>
        private TypicalShape? shape;

        /// <summary>The model of a bare size, with the numbers beside it; null where they cannot be together.</summary>
        private ModelMatch? Sized(string text, TypicalShape size)
        {
            var said = size with
            {
                Layers = Number("layers", MostLayers),
                HiddenSize = Number("hidden", MostWidth, instead: null),
                Heads = Number("heads", MostHeads, instead: null),
                KeyValueHeads = Number("kv-heads", MostHeads),
                HeadDim = Number("head-dim", MostWidth, instead: null),
                Vocabulary = Number("vocab", MostWords, instead: null),
            };
            shape = said.SaysMore ? said : null;
            if (TypicalModel.Of(said) is { } model)
                return new(model, text, true, null);
            var alone = said with { KeyValueHeads = null };
            if (said.KeyValueHeads is { } keys && TypicalModel.Of(alone) is { } grouped)
                Reject(ShapeProblems.Heads(keys.ToString(CultureInfo.InvariantCulture), HeadsOf(grouped)), "kv-heads", null);
            else
                RejectShape(text);
            return null;
        }

        /// <summary>The size by <c>params</c> where no model is named: <c>70b</c>, <c>70</c> for billions, or the whole number.</summary>
        private ModelMatch? Numbered(string text)
        {
            if (Billions(text) is { } size)
                return Sized(text, size);
            Reject(ShapeProblems.Size(text), "params", "7b");
            return null;
        }

        /// <summary>Numbers of a shape beside a model that is known, and a second size beside a size.</summary>
        private void RefuseShape(ModelMatch model)
        {
            foreach (var option in ShapeOptions.All)
                if (line[option.Name] is { } value && !model.Entry.IsSizeOnly)
                    Reject(ShapeProblems.KnownModel(option.Name, value, model.Entry.Name), option.Name, null);
            if (model.Entry.IsSizeOnly && line["params"] is { } size)
                Reject(ShapeProblems.TwoSizes(size, line["model"]!), "params", null);
        }

        private void RejectShape(string size)
        {
            Problems.Add(ShapeProblems.TooFewParameters(LineReader.Shown(size)));
            foreach (var option in ShapeOptions.All.Where(option => option.Name != "params"))
                Corrected = Corrected.With(option.Name, null);
        }

        private static int HeadsOf(ModelEntry model) => model.Network!.Layers[0].Attention!.Heads;

        private static TypicalShape? Billions(string text)
        {
            if (TypicalModel.ShapeOf(text) is { } named)
                return named;
            var number = double.TryParse(text.Replace("_", string.Empty, StringComparison.Ordinal).Replace(",", string.Empty, StringComparison.Ordinal), NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var plain) ? plain : 0;
            var billions = number > TypicalModel.MostBillions ? number / 1e9 : number;
            return billions is >= TypicalModel.LeastBillions and <= TypicalModel.MostBillions ? new(billions) : null;
        }
    }
}
