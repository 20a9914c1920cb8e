namespace VramBot.Core.Diffusion.Replay;

/// <summary>The autoencoder's decoder as diffusers runs it.</summary>
/// <remarks>
/// The most is in use where the second level is brought to full resolution: the level's input (512 channels of a quarter of the pixels), its output (256), that enlarged, the convolution's output and its copies:
/// 0.5 + 0.25 + 1 + 1 + 2 times 256 channels of every pixel in 16 bit. Source: huggingface/diffusers, models/autoencoders/vae.py (Decoder.forward), models/upsampling.py.
/// </remarks>
internal static class DecoderReplay
{
    public static void Run(Tape tape, Autoencoder autoencoder, long positions)
    {
        var widths = Autoencoder.Widths;
        var deepest = widths[^1];
        var latents = tape.Make(autoencoder.LatentChannels * positions);
        var hidden = tape.Convolve(autoencoder.LatentChannels, deepest, positions);
        hidden = Middle(tape, hidden, deepest, positions);
        long inputs = deepest;
        for (var level = widths.Length - 1; level >= 0; level--)
        {
            long width = widths[level];
            var entered = hidden;
            for (var layer = 0; layer <= Autoencoder.Layers; layer++, inputs = width)
            {
                var made = tape.Residual(inputs, width, positions, addsTime: false);
                if (layer > 0)
                    tape.Drop(hidden);
                hidden = made;
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

        var active = tape.Next(tape.Make(widths[0] * positions), widths[0] * positions);
        var image = tape.Convolve(widths[0], 3, positions);
        tape.Drop(active, hidden, image, latents);
    }

    /// <summary>A residual block, attention of one head over all latents, a residual block.</summary>
    private static MemoryBlock Middle(Tape tape, MemoryBlock hidden, long width, long positions)
    {
        var first = tape.Residual(width, width, positions, addsTime: false);
        tape.Drop(hidden);
        MemoryBlock[] attention = [.. Enumerable.Range(0, 5).Select(_ => tape.Make(width * positions))];
        tape.Drop(attention);
        var second = tape.Residual(width, width, positions, addsTime: false);
        tape.Drop(first);
        return second;
    }
}
