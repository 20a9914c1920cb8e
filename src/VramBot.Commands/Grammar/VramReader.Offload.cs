using System.Globalization;
using VramBot.Core.Catalogs;
using VramBot.Core.Estimation.LlamaCpp;

namespace VramBot.Commands.Grammar;

/// <content>What stays in host memory: <c>12</c>, <c>experts</c>, <c>experts:20</c>, <c>auto</c>, <c>none</c>.</content>
public sealed partial class VramReader
{
    private sealed partial class Reading
    {
        private const int UsualLayers = 12;

        private HostOffload? Offload(ModelMatch? model)
        {
            if (line["offload"] is not { } text || text.ToLowerInvariant() is "none" or "0" or "experts:0" || TrainingWords.Offload(text) == Core.Estimation.Training.TrainingOffload.Optimizer)
                return null;
            var parts = text.ToLowerInvariant().Split([':', '='], 2, StringSplitOptions.TrimEntries);
            var (ofExperts, number) = (parts[0] is "experts" or "expert", Numbers.Count(parts[^1]));
            if (FindsOffload)
                return null;
            if (ofExperts ? parts.Length == 2 && number is null or < 1 : parts.Length > 1 || number is null or < 1)
                Reject(ValueProblems.Offload(text), "offload", null);
            else if (model?.Entry.Network is { } network)
                return InRange(text, model.Entry.Name, network.Layers.Length, network.Layers.Any(layer => layer.Experts is not null), ofExperts, number);
            return null;
        }

        /// <summary>Whether it is for the estimate to say what stays in host memory; then it has to know the card.</summary>
        private bool FindsOffload => training is null && string.Equals(line["offload"], "auto", StringComparison.OrdinalIgnoreCase);

        private HostOffload? InRange(string text, string model, int layers, bool hasExperts, bool ofExperts, long? number)
        {
            if (ofExperts && !hasExperts)
                Reject(ValueProblems.OffloadDense(text, model, layers), "offload", Math.Min(UsualLayers, layers).ToString(CultureInfo.InvariantCulture));
            else if (number > layers)
                Reject(ValueProblems.OffloadRange(text, model, layers), "offload", string.Create(CultureInfo.InvariantCulture, $"{(ofExperts ? "experts:" : string.Empty)}{layers}"));
            else
                return !ofExperts ? new((int)number!.Value, 0) : number is { } first && first < layers ? new(0, (int)first) : HostOffload.Experts;
            return null;
        }
    }
}
