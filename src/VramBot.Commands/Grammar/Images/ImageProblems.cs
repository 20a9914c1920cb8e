using VramBot.Core;
using VramBot.Core.Diffusion;
using VramBot.Core.Gpus;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Grammar.Images;

/// <summary>Every sentence that a line about an image model can be refused with.</summary>
internal static class ImageProblems
{
    public static Problem Size(string saw) => new("res.size", saw, Tr($"`res:{LineReader.Shown(saw)}` is not a size in pixels: write 1024 or 832x1216."));

    public static Problem SizeRange(string saw) => new("res.range", saw, Tr($"`res:{LineReader.Shown(saw)}` is out of range: an edge has {ImageSizes.Least} to {ImageSizes.Most:#,0} pixels."));

    public static Problem SizeMultiple(string saw, ImageModel model, ImageSize near) =>
        new("res.multiple", saw, Tr($"`res:{LineReader.Shown(saw)}` does not work: {model.Name} makes edges that are multiples of {model.Denoiser.Multiple}, such as {near.ToString()}."));

    public static Problem Batch(string saw, int most) => new("users.number", saw, Tr($"`batch:{LineReader.Shown(saw)}` does not work: write how many images at once, 1 to {most}."));

    public static Problem Format(string saw, ImageModel model) => new("precision.image", saw, model.Denoiser is UNet
        ? Tr($"`{LineReader.Shown(saw)}` is no format of {model.Name}: write fp16, bf16, fp32, fp8, int8, int4 or nf4.")
        : Tr($"`{LineReader.Shown(saw)}` is no format of {model.Name}: write fp16, bf16, fp32, fp8, int8, int4, nf4 or a GGUF type such as Q8_0 or Q4_K_S."));

    public static Problem Encoder(string saw) => new("t5.unknown", saw, Tr($"`t5:{LineReader.Shown(saw)}` does not work: write a format such as fp8 or nf4, or host to keep it off the card."));

    public static Problem NoEncoder(ImageModel model) => new("t5.absent", "t5", Tr($"{model.Name} has no T5 text encoder: leave `t5:` out."));

    public static Problem NeedsEncoder(ImageModel model) => new("t5.needed", "none", Tr($"{model.Name} does not work without T5: write t5:host to keep it off the card, or t5:nf4."));

    public static Problem Offload(string saw) => new("offload.image", saw, Tr($"`offload:{LineReader.Shown(saw)}` does not work for image models: write none, model (each part waits in host memory) or sequential (each layer does)."));

    public static Problem Decoding(string saw) => new("vae.unknown", saw, Tr($"`vae:{LineReader.Shown(saw)}` does not work: write full, sliced (one image after the other) or tiled (in tiles of 512 pixels)."));

    public static Problem Loader(string saw) => new("engine.image", saw, Tr($"Image models are run by diffusers or ComfyUI, not by `{LineReader.Shown(saw)}`: write engine:diffusers or engine:comfyui."));

    public static Problem Card(Gpu gpu) => new("gpu.image", gpu.Id, Tr($"Image models are estimated as PyTorch runs them on cards of NVIDIA and AMD; the {gpu.Name} is not among them."));

    /// <summary>An option of language models, and what to write instead where there is something.</summary>
    public static Problem Option(string option, string value) => new("option.image", $"{option}:{value}", option switch
    {
        "ctx" => Tr("`ctx:` has no meaning for image models: a prompt has a fixed number of tokens. The size of the image is res:1024."),
        "kv" => Tr("`kv:` has no meaning for image models: they keep no cache. Weights of fewer bits are precision:fp8."),
        "task" => Tr("Training image models is not estimated here: leave `task:` out."),
        "tp" or "pp" or "ep" => Tr($"`{option}:` has no meaning for image models: a pipeline runs on one card. To need less of it write offload:model."),
        "flags" => Tr("`flags:` are switches of language models' engines: write res:1024, batch:2, offload:model or vae:tiled."),
        _ => Tr($"`{option}:` has no meaning for image models. They take res, batch, precision, offload, vae, t5 and gpu."),
    });

    /// <summary>An image model where a language model is meant.</summary>
    public static Problem OfLanguage(string saw) => new("model.image", saw, Tr($"`{LineReader.Shown(saw)}` makes images: ask about it with /vram alone."));

    /// <summary>Options of images beside a language model.</summary>
    public static Problem OfImages(string option, string value) => new("option.image", $"{option}:{value}", Tr($"`{option}:` is for models that make images, such as sdxl or flux.1-dev; a language model takes ctx: and users:."));
}
