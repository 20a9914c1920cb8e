namespace VramBot.Core.Diffusion.Replay;

/// <summary>A block of Stable Diffusion 3's transformer, in which each of its like takes as much, with fused attention.</summary>
/// <remarks>
/// Text and image attend as one sequence, so both have their queries, keys and values beside the joined ones; the feed-forward block's two wide tensors are four times the width. Source:
/// huggingface/diffusers, models/attention.py (JointTransformerBlock), models/attention_processor.py (JointAttnProcessor2_0).
/// </remarks>
internal static class JointReplay
{
    public static void Run(Tape tape, JointTransformer transformer, long positions)
    {
        long image = positions / 4 * transformer.Width, text = (long)transformer.TextTokens * transformer.Width;
        var latents = tape.Make(transformer.LatentChannels * positions);
        MemoryBlock hidden = tape.Make(image), context = tape.Make(text);
        MemoryBlock normed = tape.Make(image), normedContext = tape.Make(text), dual = tape.Make(transformer.DualBlocks > 0 ? image : 0);
        Attend(tape, image, text);
        if (transformer.DualBlocks > 0)
            Attend(tape, image, 0);
        var sum = tape.Make(image);
        tape.Drop(normed, dual);
        normed = tape.Next(tape.Make(image), image);
        FeedForward(tape, image);
        tape.Drop(normed, sum);
        FeedForward(tape, text);
        tape.Drop(normedContext, hidden, context, latents);
    }

    private static void Attend(Tape tape, long image, long text)
    {
        MemoryBlock[] apart = [.. Enumerable.Range(0, 3).SelectMany(_ => text > 0 ? new[] { tape.Make(image), tape.Make(text) } : [tape.Make(image)])];
        MemoryBlock[] joined = text > 0 ? [.. Enumerable.Range(0, 3).Select(_ => tape.Make(image + text))] : [];
        if (text > 0)
            tape.Drop(apart);
        var attended = tape.Make(image + text);
        tape.Drop(text > 0 ? joined : apart);
        attended = tape.Next(attended, image + text);
        tape.Drop(attended, tape.Make(image), tape.Make(Math.Max(text, 1)));
    }

    private static void FeedForward(Tape tape, long size)
    {
        var active = tape.Next(tape.Make(4 * size), 4 * size);
        tape.Drop(active, tape.Make(size), tape.Make(size));
    }
}
