using System.Collections.Immutable;
using VramBot.Core.Diffusion.Replay;
using VramBot.Core.Estimation;
using VramBot.Core.Formats;
using VramBot.Core.Units;

namespace VramBot.Core.Diffusion;

/// <summary>Estimates what making an image takes.</summary>
/// <remarks>
/// <para>Formula: the largest of three phases (reading the prompt, taking the noise out, making pixels), each the weights that are on the card then and the tensors that are alive at its peak; PyTorch's context.</para>
/// <para>The tensors are replayed, made and dropped in the order in which diffusers makes and drops them, in PyTorch's allocator, which also tells what it holds beside what is in use.</para>
/// </remarks>
public static class ImageEstimator
{
    /// <summary>The edge of a tile, in pixels.</summary>
    internal const int TileSide = 512;

    /// <summary>The estimate of a request.</summary>
    public static ImageEstimate Estimate(ImageRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ImmutableArray<PhaseMemory> phases = request.Offload == ImageOffload.None ? Together(request) : Apart(request);
        var context = ProcessContext.OfTorch(request.Gpu, request.Weights.Id);
        var peak = phases.MaxBy(phase => phase.InUse)!;
        var held = phases.Max(phase => phase.Held);
        var weights = WeightsAt(request, peak).ToImmutableArray();
        return new()
        {
            Request = request,
            Phases = phases,
            Context = context,
            Parts =
            [
                .. weights,
                new(ImagePartKind.Activations, "Activations", peak.Activations, RuleOf(peak.Phase), Basis.Derived),
                new(ImagePartKind.AllocatorSlack, "Torch cache", held - peak.InUse, "what PyTorch's allocator holds beside what is in use, replayed", Basis.Derived),
                new(ImagePartKind.Context, "GPU context", context, "CUDA context and library handles", Basis.Calibrated),
            ],
            Host = AllWeights(request) - weights.Aggregate(Bytes.Zero, (sum, part) => sum + part.Size),
        };
    }

    private static string RuleOf(ImagePhase phase) => phase switch
    {
        ImagePhase.Encoding => "the widest tensors of a text encoder's layer",
        ImagePhase.Denoising => "tensors alive at the peak of a step, replayed",
        _ => "tensors alive at the peak of the decoder, with the copies of its convolutions, replayed",
    };

    /// <summary>All parts stay on the card, and what one phase has freed the next one may use.</summary>
    private static ImmutableArray<PhaseMemory> Together(ImageRequest request)
    {
        var weights = OnCard(request).Aggregate(ImageWeights.OfDenoiser(request) + ImageWeights.OfAutoencoder(request) + ImageWeights.OfSafetyChecker(request), (sum, encoder) => sum + ImageWeights.Of(request, encoder));
        var memory = new CachingAllocator();
        return
        [
            new(ImagePhase.Encoding, weights, Encode(request, memory, OnCard(request)), weights + memory.Held),
            new(ImagePhase.Denoising, weights, Denoise(request, memory), weights + memory.Held),
            new(ImagePhase.Decoding, weights, Decode(request, memory), weights + memory.Held),
        ];
    }

    /// <summary>Each phase has its own part on the card, or layers of it, and starts with an empty allocator (accelerate clears it when it moves a part).</summary>
    private static ImmutableArray<PhaseMemory> Apart(ImageRequest request)
    {
        var isSequential = request.Offload == ImageOffload.Sequential;
        var stays = Staying(request);
        var denoiser = isSequential ? ImageWeights.LargestLayer(request.Model.Denoiser, request.Weights, request.ElementBytes) : ImageWeights.OfDenoiser(request);
        var autoencoder = isSequential ? ImageWeights.LargestLayer(request.Model.Autoencoder, request.Weights, request.DecodingBytes) : ImageWeights.OfAutoencoder(request);
        CachingAllocator encoding = new(), denoising = new(), decoding = new();
        var encoders = stays + Encoders(request, isSequential);
        return
        [
            new(ImagePhase.Encoding, encoders, Encode(request, encoding, OnCard(request)), encoders + encoding.Held),
            new(ImagePhase.Denoising, stays + denoiser, Denoise(request, denoising), stays + denoiser + denoising.Held),
            new(ImagePhase.Decoding, stays + autoencoder, Decode(request, decoding), stays + autoencoder + decoding.Held),
        ];
    }

    /// <summary>
    /// What is never moved off the card: the safety checker; layer by layer, stored tables too, 432 MiB of positions in Stable Diffusion 3.5 Medium (accelerate, cpu_offload: parameters alone).
    /// </summary>
    private static Bytes Staying(ImageRequest request) =>
        ImageWeights.OfSafetyChecker(request) + (request.Offload == ImageOffload.Sequential ? ImageWeights.Buffers(request.Model.Denoiser, request.ElementBytes) : Bytes.Zero);

    /// <summary>
    /// The largest text encoder; with guidance the negative prompt is read after the prompt, so that the last encoder is still there while each of the others comes back: T5 and OpenCLIP's bigG, 12,328 MiB,
    /// against 12,352 measured (gperdrizet/unit-6-assignments, Stable Diffusion 3.5 Medium on a P100).
    /// </summary>
    private static Bytes Encoders(ImageRequest request, bool isSequential)
    {
        var encoders = OnCard(request);
        if (encoders.Length == 0)
            return Bytes.Zero;
        if (isSequential)
            return encoders.Max(encoder => ImageWeights.LargestLayer(encoder, encoder.IsLarge ? request.LargeFormat : Plain(request), request.ElementBytes));
        var sizes = encoders.Select(encoder => ImageWeights.Of(request, encoder)).ToList();
        return request is { Loader: ImageLoader.Diffusers, Model.IsGuided: true } && sizes.Count > 1 ? Bytes.Max(sizes.Max(), sizes[^1] + sizes.SkipLast(1).Max()) : sizes.Max();
    }

    private static FloatFormat Plain(ImageRequest request) => new(request.ElementBytes) { Id = string.Empty, Label = string.Empty, Source = string.Empty };

    private static Bytes Encode(ImageRequest request, CachingAllocator memory, ImmutableArray<TextEncoder> encoders)
    {
        memory.ForgetPeak();
        foreach (var encoder in encoders)
        {
            // Input, normed input, queries, keys, values and what they attend to; a gate, its partner and their product.
            var tensors = memory.Take((long)request.Batch * encoder.Tokens * ((6L * encoder.Hidden) + (3L * encoder.Inner)) * request.ElementBytes);
            memory.Give(tensors);
        }

        return memory.Peak;
    }

    private static Bytes Denoise(ImageRequest request, CachingAllocator memory)
    {
        memory.ForgetPeak();
        var images = (long)request.Batch * (request.Model.IsGuided ? 2 : 1);
        var tape = new Tape(memory, images, request.ElementBytes, ConvolutionWorkspace.Of(request.ElementBytes, request.Gpu));
        switch (request.Model.Denoiser)
        {
            case UNet unet:
                new UNetReplay(tape, unet, request.Size.Latents).Run();
                break;
            case JointTransformer joint:
                JointReplay.Run(tape, joint, request.Size.Latents);
                break;
            case FluxTransformer flux:
                FluxReplay.Run(tape, flux, request.Size.Latents);
                break;
            default:
                throw new InvalidOperationException($"A {request.Model.Denoiser.GetType().Name} is not replayed.");
        }

        return memory.Peak;
    }

    private static Bytes Decode(ImageRequest request, CachingAllocator memory)
    {
        memory.ForgetPeak();
        var tiles = request.Decoding == ImageDecoding.Tiled && request.Size.Pixels > (long)TileSide * TileSide;
        var whole = request.Decoding == ImageDecoding.Whole ? request.Batch : 1;
        var done = memory.Take((long)request.Batch * 3 * request.Size.Pixels * request.DecodingBytes);
        var tape = new Tape(memory, whole, request.DecodingBytes, ConvolutionWorkspace.Of(request.DecodingBytes, request.Gpu));
        DecoderReplay.Run(tape, request.Model.Autoencoder, tiles ? new ImageSize(TileSide, TileSide).Latents : request.Size.Latents);
        memory.Give(done);
        return memory.Peak;
    }

    private static ImmutableArray<TextEncoder> OnCard(ImageRequest request) => [.. request.Model.TextEncoders.Where(encoder => !encoder.IsLarge || request.Encoder == LargeEncoder.OnCard)];

    private static Bytes AllWeights(ImageRequest request) => request.Model.TextEncoders.Where(encoder => !encoder.IsLarge || request.Encoder != LargeEncoder.LeftOut)
        .Aggregate(ImageWeights.OfDenoiser(request) + ImageWeights.OfAutoencoder(request) + ImageWeights.OfSafetyChecker(request), (sum, encoder) => sum + ImageWeights.Of(request, encoder));

    /// <summary>The weights that are on the card at the peak, part by part.</summary>
    private static IEnumerable<ImagePart> WeightsAt(ImageRequest request, PhaseMemory peak)
    {
        var checker = ImageWeights.OfSafetyChecker(request);
        if (request.Offload == ImageOffload.Sequential)
        {
            yield return new(ImagePartKind.Denoiser, "Weights", peak.Weights - checker, "the largest layer of the phase, and tables that are never moved", Basis.Exact);
        }
        else
        {
            if (request.Offload == ImageOffload.None || peak.Phase == ImagePhase.Denoising)
                yield return new(ImagePartKind.Denoiser, request.Model.Denoiser.Label, ImageWeights.OfDenoiser(request), "every tensor of the denoiser", Basis.Exact);
            if (request.Offload == ImageOffload.None)
                foreach (var encoder in OnCard(request))
                    yield return new(ImagePartKind.TextEncoder, encoder.Name, ImageWeights.Of(request, encoder), "every tensor of the text encoder", Basis.Exact);
            else if (peak.Phase == ImagePhase.Encoding)
                yield return new(ImagePartKind.TextEncoder, "Encoders", peak.Weights - checker, "the text encoders that are on the card at once", Basis.Exact);
            if (request.Offload == ImageOffload.None || peak.Phase == ImagePhase.Decoding)
                yield return new(ImagePartKind.Autoencoder, "VAE", ImageWeights.OfAutoencoder(request), "every tensor of the autoencoder, in the width in which it decodes", Basis.Exact);
        }

        if (checker > Bytes.Zero)
            yield return new(ImagePartKind.SafetyChecker, "Safety check", checker, "the safety checker, which diffusers never moves off the card", Basis.Exact);
    }
}
