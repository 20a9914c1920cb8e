using VramBot.Core.Engines;
using VramBot.Core.Formats;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Training;

/// <summary>What loading takes: the weights, and what lies beside them until they are quantized or sharded.</summary>
/// <remarks>
/// torchtune quantizes a model that lies on the card in 16 bit, matrix by matrix (torchtune, modules/low_precision): 2 bytes a weight. The others quantize while they read.
/// Source: its 8B QLoRA recipe, whose 9.3 GiB with a compiled step are reached while loading in 16 bit shards (pytorch/torchtune, README).
/// </remarks>
internal static class LoadPeak
{
    private const int Half = 2;

    public static Bytes Of(TrainingStep step, WeightPlaces places, StepMasses masses) =>
        Bytes.Max(masses.Weights + Bytes.FromBytes(step.Request.Weights is FloatFormat ? 0 : places.LargestLayerMatrix * Half), LitGptHabits.Load(step, places));
}
