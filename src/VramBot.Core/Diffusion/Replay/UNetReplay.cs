namespace VramBot.Core.Diffusion.Replay;

/// <summary>A step of a UNet as diffusers runs it, with fused attention.</summary>
/// <remarks>Source: huggingface/diffusers, models/unets/unet_2d_blocks.py, models/transformers/transformer_2d.py, models/attention.py.</remarks>
internal sealed class UNetReplay(Tape tape, UNet unet, long latents)
{
    private readonly Stack<(MemoryBlock Tensor, long Width)> skips = [];

    public void Run()
    {
        var input = tape.Make(unet.LatentChannels * latents);
        var hidden = Down(out var inputs, out var positions);
        hidden = Replaced(hidden, tape.Residual(inputs, inputs, positions, addsTime: true));
        hidden = Transformed(hidden, inputs, positions, unet.MiddleDepth);
        hidden = Replaced(hidden, tape.Residual(inputs, inputs, positions, addsTime: true));
        hidden = Up(hidden, inputs, positions);
        long width = unet.Widths[0];
        var active = tape.Next(tape.Make(width * latents), width * latents);
        tape.Drop(hidden);
        var output = tape.Convolve(width, unet.LatentChannels, latents);
        tape.Drop(active, output, input);
    }

    /// <summary>The way down; every output is kept for the way up, so that the last one is kept twice.</summary>
    private MemoryBlock Down(out long inputs, out long positions)
    {
        (inputs, positions) = (unet.Widths[0], latents);
        Keep(tape.Convolve(unet.LatentChannels, inputs, positions), inputs);
        for (var level = 0; level < unet.Widths.Length; level++)
        {
            long width = unet.Widths[level];
            for (var layer = 0; layer < unet.Layers; layer++, inputs = width)
                Keep(Transformed(tape.Residual(inputs, width, positions, addsTime: true), width, positions, unet.Depths[level]), width);
            if (level == unet.Widths.Length - 1)
                break;
            positions /= 4;
            Keep(tape.Convolve(width, width, positions, 4 * positions), width);
        }

        return tape.Make(0);
    }

    private MemoryBlock Up(MemoryBlock hidden, long inputs, long positions)
    {
        for (var level = unet.Widths.Length - 1; level >= 0; level--)
        {
            long width = unet.Widths[level];
            var entered = hidden;
            for (var layer = 0; layer <= unet.Layers; layer++, inputs = width)
            {
                var (skip, added) = skips.Pop();
                var joined = tape.Make((inputs + added) * positions);
                if (layer > 0)
                    tape.Drop(hidden);
                var made = tape.Residual(inputs + added, width, positions, addsTime: true);
                tape.Drop(joined, skip);
                hidden = Transformed(made, width, positions, unet.Depths[level]);
            }

            if (level > 0)
            {
                positions *= 4;
                var enlarged = tape.Make(width * positions);
                var made = tape.Convolve(width, width, positions);
                tape.Drop(enlarged, hidden);
                hidden = made;
            }

            tape.Drop(entered);
        }

        return hidden;
    }

    /// <summary>The blocks of a transformer behind a residual block; the widest tensor is the gated feed-forward's, eight times the width.</summary>
    private MemoryBlock Transformed(MemoryBlock residual, long width, long positions, int depth)
    {
        if (depth == 0)
            return residual;
        var size = width * positions;
        var tokens = tape.Next(tape.Next(tape.Make(size), size), size);
        tokens = Replaced(tokens, Attention(size));
        tokens = Replaced(tokens, Attention(size));
        tokens = Replaced(tokens, FeedForward(size));
        tokens = tape.Next(tape.Next(tokens, size), size);
        var sum = tape.Make(size);
        tape.Drop(tokens, residual);
        return sum;
    }

    /// <summary>Norm, queries, keys and values, what they attend to, its reshaped copy, the projection and the sum.</summary>
    private MemoryBlock Attention(long size)
    {
        MemoryBlock normed = tape.Make(size), queries = tape.Make(size), keys = tape.Make(size), values = tape.Make(size), attended = tape.Make(size);
        tape.Drop(queries, keys, values);
        attended = tape.Next(tape.Next(attended, size), size);
        var sum = tape.Make(size);
        tape.Drop(normed, attended);
        return sum;
    }

    private MemoryBlock FeedForward(long size)
    {
        const int Wide = 8;
        var normed = tape.Make(size);
        var wide = tape.Make(Wide * size);
        MemoryBlock gate = tape.Make(Wide / 2 * size), gated = tape.Make(Wide / 2 * size);
        tape.Drop(gate, wide);
        var narrow = tape.Next(gated, size);
        var sum = tape.Make(size);
        tape.Drop(narrow, normed);
        return sum;
    }

    private MemoryBlock Replaced(MemoryBlock before, MemoryBlock after)
    {
        tape.Drop(before);
        return after;
    }

    private void Keep(MemoryBlock tensor, long width) => skips.Push((tensor, width));
}
