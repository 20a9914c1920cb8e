using VramBot.Core.Engines;
using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Training;

/// <summary>What litgpt's own model and launcher hold beside what every framework does.</summary>
/// <remarks>
/// <para>
/// Its query, key and value projection is one matrix; values are a view of its result, which so stays whole: 2 (q + 2 k) instead of 2 k a layer (Lightning-AI/litgpt, model.py,
/// CausalSelfAttention). Its 4-bit layers are bitsandbytes 0.41's and 0.42's, which keep the input of every matrix (bitsandbytes/autograd/_functions.py, MatMul4Bit): 2 (2 h + q + i), twice that since 2024.
/// </para>
/// <para>
/// Its adapters on one fused matrix keep 5 h more a layer: read off the slopes of its resource tables (litgpt, tutorials/resource-tables.md: 3 models, 3 batches), the cause was not found.
/// </para>
/// <para>On several cards every rank builds the whole model before it shards it, unit by unit: 2 P (1 + 1/N) + embedding and head + three layers (finetune/lora.py of 2023; its two-card tables).</para>
/// </remarks>
internal static class LitGptHabits
{
    private const int Half = 2;
    private const int LayersInShards = 3;
    private const int FusedAdapterWidths = 5;

    private static readonly EngineVersion FirstCopies = new(2024, 0);

    /// <summary>Matrices that adapters of query, key and value are on at most: one in litgpt, which fuses them.</summary>
    public static int InputProjections(TrainingStep step) => step.Request.Engine.Kind == EngineKind.LitGpt ? 1 : 3;

    /// <summary>Bytes a token and layer.</summary>
    public static double Kept(TrainingStep step, Layer layer, MixerWidths mixer)
    {
        if (step.Request.Engine.Kind != EngineKind.LitGpt || layer.Attention is null)
            return 0;
        var h = KeptActivations.Hidden(step);
        var fused = Half * (mixer.Query + mixer.Key);
        var adapters = step.Run.Adapter is not { Targets: not AdapterTargets.None } ? 0 : FusedAdapterWidths * h;
        var inputs = step.Request.Weights is FloatFormat ? 0 : (step.Request.Engine.Version >= FirstCopies ? 2 : 1) * Half * ((2 * h) + mixer.Output + KeptActivations.InnerWidth(step, layer));
        return fused + adapters + inputs;
    }

    /// <summary>The load on one of several cards; nothing elsewhere.</summary>
    public static Bytes Load(TrainingStep step, WeightPlaces places) => step is { Request.Engine.Kind: EngineKind.LitGpt, IsFsdp: true }
        ? places.All + (places.All / step.Data) + places.Ends + (LayersInShards * places.LargestLayer)
        : Bytes.Zero;
}
