namespace VramBot.Core.Diffusion.Replay;

/// <summary>Makes and drops tensors as a forward pass does, in PyTorch without gradients.</summary>
/// <param name="memory">Where they are taken.</param>
/// <param name="batch">Images, or images with and without their prompt, at once.</param>
/// <param name="elementBytes">Bytes of an element.</param>
/// <param name="workspace">What convolutions take beside.</param>
internal sealed class Tape(CachingAllocator memory, long batch, int elementBytes, ConvolutionWorkspace workspace)
{
    /// <summary>A tensor of so many elements an image.</summary>
    public MemoryBlock Make(long elements) => memory.Take(elements * batch * elementBytes);

    /// <summary>The same in another width.</summary>
    public MemoryBlock Make(long elements, int bytes) => memory.Take(elements * batch * bytes);

    public void Drop(params ReadOnlySpan<MemoryBlock> tensors)
    {
        foreach (var tensor in tensors)
            memory.Give(tensor);
    }

    /// <summary>A tensor made of another one, which is dropped: an activation, a norm.</summary>
    public MemoryBlock Next(MemoryBlock tensor, long elements)
    {
        var made = Make(elements);
        Drop(tensor);
        return made;
    }

    /// <summary>A convolution: its output, and its workspace for as long as it runs.</summary>
    public MemoryBlock Convolve(long inputs, long outputs, long positions, long inputPositions = 0)
    {
        var output = Make(outputs * positions);
        var copies = ((inputs * (inputPositions > 0 ? inputPositions : positions) * workspace.Input) + (outputs * positions * workspace.Output)) * batch;
        if (copies > 0)
            Drop(memory.Take(copies));
        return output;
    }

    /// <summary>Norm, activation and convolution twice, the sum with its input, and the sum's scaling; the input stays.</summary>
    /// <remarks>Source: huggingface/diffusers, models/resnet.py (ResnetBlock2D.forward).</remarks>
    public MemoryBlock Residual(long inputs, long outputs, long positions, bool addsTime)
    {
        var active = Next(Make(inputs * positions), inputs * positions);
        var hidden = Convolve(inputs, outputs, positions);
        Drop(active);
        if (addsTime)
            hidden = Next(hidden, outputs * positions);
        var normed = Next(hidden, outputs * positions);
        active = Next(normed, outputs * positions);
        hidden = Convolve(outputs, outputs, positions);
        Drop(active);
        var shortcut = inputs == outputs ? null : Convolve(inputs, outputs, positions);
        var sum = Make(outputs * positions);
        var scaled = Make(outputs * positions);
        Drop(sum, hidden);
        if (shortcut is not null)
            Drop(shortcut);
        return scaled;
    }
}
