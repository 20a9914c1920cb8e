namespace VramBot.Core.Diffusion.Replay;

/// <summary>A block of one sequence of FLUX.1's transformer, the kind that takes most, with fused attention.</summary>
/// <remarks>
/// The feed-forward block's tensor, four times the width, waits while queries and keys are rotated in 32 bit; at a megapixel and 512 tokens of text that comes to 0.45 GiB, against 0.44 to 0.47 measured
/// (huggingface, datasets/diffusers/benchmarks: 22.61 to 22.64 GiB with 22.17 of weights). Source: huggingface/diffusers, models/transformers/transformer_flux.py (FluxSingleTransformerBlock),
/// models/embeddings.py (apply_rotary_emb).
/// </remarks>
internal static class FluxReplay
{
    private const int FloatBytes = 4;

    public static void Run(Tape tape, FluxTransformer transformer, long positions)
    {
        var size = ((positions / 4) + transformer.TextTokens) * transformer.Width;
        MemoryBlock input = tape.Make(size), residual = tape.Make(size), normed = tape.Make(size);
        var wide = tape.Next(tape.Make(4 * size), 4 * size);
        MemoryBlock queries = tape.Make(size), keys = tape.Make(size), values = tape.Make(size);
        queries = Rotated(tape, queries, size);
        keys = Rotated(tape, keys, size);
        var attended = tape.Make(size);
        tape.Drop(queries, keys, values);
        attended = tape.Next(attended, size);
        var joined = tape.Make(5 * size);
        tape.Drop(attended, wide);
        var output = tape.Make(size);
        tape.Drop(joined, tape.Make(size));
        tape.Drop(output, normed, residual, input);
    }

    /// <summary><c>x · cos + rotated(x) · sin</c> in 32 bit, and back.</summary>
    private static MemoryBlock Rotated(Tape tape, MemoryBlock tensor, long size)
    {
        var turned = tape.Make(size);
        var wide = tape.Make(size, FloatBytes);
        var cosines = tape.Make(size, FloatBytes);
        tape.Drop(wide);
        wide = tape.Make(size, FloatBytes);
        var sines = tape.Make(size, FloatBytes);
        tape.Drop(wide);
        var sum = tape.Make(size, FloatBytes);
        tape.Drop(cosines, sines, turned);
        var rotated = tape.Make(size);
        tape.Drop(sum, tensor);
        return rotated;
    }
}
