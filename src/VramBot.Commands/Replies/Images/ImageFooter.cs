using VramBot.Commands.Handlers;
using VramBot.Core.Diffusion;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies.Images;

/// <summary>Words the assumptions of an answer about an image model, and how far off such answers are.</summary>
internal static class ImageFooter
{
    public static string Of(ImageAnswer answer) => string.Join(" · ", Assumptions(answer));

    public static IEnumerable<string> Assumptions(ImageAnswer answer)
    {
        var request = answer.Estimate.Request;
        yield return Tr($"{Parts(request)} parameters");
        if (request.Model.IsGuided)
            yield return Tr("guidance: each step runs with and without the prompt");
        if (request.DecodingBytes > request.ElementBytes)
            yield return Tr("decoded in 32 bit, where fp16 overflows");
        if (request.Offload != ImageOffload.None)
            yield return request.Offload == ImageOffload.Model ? Tr($"parts wait in host memory: {Figures.Gibibytes(answer.Estimate.Host)} GiB at the peak") : Tr($"layers wait in host memory: {Figures.Gibibytes(answer.Estimate.Host)} GiB at the peak");
        if (request.Encoder == LargeEncoder.OnHost)
            yield return Tr("T5 reads the prompt on the processor");
        if (request.Encoder == LargeEncoder.LeftOut)
            yield return Tr("without T5, which long prompts and words in the image need");
        if (request.Decoding == ImageDecoding.Tiled)
            yield return Tr("tiles of 512 pixels (tile_sample_min_size)");
        yield return Tr("fused attention");
        if (answer.Question.Gpu is { Assumption: { Length: > 0 } assumption })
            yield return assumption;
        yield return Tr($"{ImageErrors.Cases} published runs of diffusers · typically ±{ImageErrors.Typical * 100:0.0} %, nine in ten from {ImageErrors.Low * 100:0} to +{ImageErrors.High * 100:0} %: a wider band than for language models");
    }

    /// <summary><c>2.6B UNet, 123M CLIP-L, 695M OpenCLIP-G, 84M VAE</c>.</summary>
    private static string Parts(ImageRequest request) => string.Join(", ",
        (string[])[$"{request.Model.Denoiser.Parameters} {request.Model.Denoiser.Label}", .. request.Model.TextEncoders.Select(encoder => $"{encoder.Parameters} {encoder.Name}"), $"{request.Model.Autoencoder.Parameters} VAE"]);
}
