using VramBot.CatalogFiles.Documents;
using VramBot.Core.Diffusion;

namespace VramBot.CatalogFiles;

/// <summary>Turns an image model's document into a catalog entry.</summary>
internal static class ImageModelReader
{
    public static ImageModel Read(string family, ImageModelDocument model, EntryFaults faults)
    {
        faults.Sourced(model.Source);
        if (model.TextEncoders.Count == 0)
            faults.Add("text_encoders", "is missing: say what reads the prompt");
        return new()
        {
            Id = faults.Text("id", model.Id),
            Aliases = [.. model.Aliases],
            Name = faults.Text("name", model.Name),
            Family = family,
            Released = model.Released,
            Side = faults.Positive("side", model.Side),
            NativeFormat = faults.Text("native_format", model.NativeFormat),
            IsGuided = model.Guided,
            Denoiser = Denoiser(model.Denoiser ?? new(), faults),
            TextEncoders = [.. model.TextEncoders.Select((encoder, index) => Encoder(encoder, $"text_encoders[{index}]", faults))],
            Autoencoder = new()
            {
                LatentChannels = faults.Positive("autoencoder.latent_channels", model.Autoencoder?.LatentChannels),
                HasQuantConvolutions = model.Autoencoder?.QuantConvolutions == true,
                DecodesInFloat32 = model.Autoencoder?.Float32WhenHalf == true,
            },
            SafetyChecker = model.SafetyChecker,
            WorksWithoutT5 = model.WorksWithoutT5,
            Published = model.Published is { } published ? Published(published, model.TextEncoders.Count, faults) : null,
            Sources = [.. model.Source],
        };
    }

    private static Denoiser Denoiser(DenoiserDocument denoiser, EntryFaults faults)
    {
        var latents = faults.Positive("denoiser.latent_channels", denoiser.LatentChannels);
        var context = faults.Positive("denoiser.context_width", denoiser.ContextWidth);
        switch (denoiser.Type)
        {
            case "joint":
                return new JointTransformer
                {
                    LatentChannels = latents,
                    Heads = faults.Positive("denoiser.heads", denoiser.Heads),
                    Blocks = faults.Positive("denoiser.blocks", denoiser.Blocks),
                    DualBlocks = denoiser.DualBlocks,
                    HasQueryKeyNorm = denoiser.QueryKeyNorm,
                    ContextWidth = context,
                    PooledWidth = faults.Positive("denoiser.pooled_width", denoiser.PooledWidth),
                    PositionEdge = faults.Positive("denoiser.position_edge", denoiser.PositionEdge),
                    TextTokens = faults.Positive("denoiser.text_tokens", denoiser.TextTokens),
                };
            case "flux":
                return new FluxTransformer
                {
                    LatentChannels = latents,
                    Heads = faults.Positive("denoiser.heads", denoiser.Heads),
                    DoubleBlocks = faults.Positive("denoiser.double_blocks", denoiser.DoubleBlocks),
                    SingleBlocks = faults.Positive("denoiser.single_blocks", denoiser.SingleBlocks),
                    EmbedsGuidance = denoiser.GuidanceInput,
                    ContextWidth = context,
                    PooledWidth = faults.Positive("denoiser.pooled_width", denoiser.PooledWidth),
                    TextTokens = faults.Positive("denoiser.text_tokens", denoiser.TextTokens),
                };
            default:
                if (denoiser.Type != "unet")
                    faults.Add("denoiser.type", $"is '{denoiser.Type}'; types are unet, joint, flux");
                return UNet(denoiser, latents, context, faults);
        }
    }

    private static UNet UNet(DenoiserDocument denoiser, int latents, int context, EntryFaults faults)
    {
        if (denoiser.Widths.Count == 0 || denoiser.Widths.Count != denoiser.Depths.Count)
            faults.Add("denoiser.widths", $"has {denoiser.Widths.Count} levels and depths has {denoiser.Depths.Count}: both say the same levels");
        return new()
        {
            LatentChannels = latents,
            Widths = [.. denoiser.Widths],
            Depths = [.. denoiser.Depths],
            MiddleDepth = faults.Positive("denoiser.middle_depth", denoiser.MiddleDepth),
            Layers = faults.Positive("denoiser.layers", denoiser.Layers),
            ContextWidth = context,
            AddedWidth = denoiser.AddedWidth,
            HasLinearProjections = denoiser.LinearProjections,
        };
    }

    private static TextEncoder Encoder(TextEncoderDocument encoder, string field, EntryFaults faults)
    {
        var name = faults.Text($"{field}.name", encoder.Name);
        var (hidden, inner, layers) = (faults.Positive($"{field}.hidden_size", encoder.HiddenSize), faults.Positive($"{field}.intermediate_size", encoder.IntermediateSize), faults.Positive($"{field}.layers", encoder.Layers));
        var (vocabulary, tokens) = (faults.Positive($"{field}.vocabulary", encoder.Vocabulary), faults.Positive($"{field}.tokens", encoder.Tokens));
        if (encoder.Type is not ("clip" or "t5"))
            faults.Add($"{field}.type", $"is '{encoder.Type}'; types are clip, t5");
        return encoder.Type == "t5"
            ? new T5Encoder(name) { Hidden = hidden, Inner = inner, Layers = layers, Vocabulary = vocabulary, Tokens = tokens, Heads = faults.Positive($"{field}.heads", encoder.Heads) }
            : new ClipEncoder(name) { Hidden = hidden, Inner = inner, Layers = layers, Vocabulary = vocabulary, Tokens = tokens, Projection = encoder.Projection };
    }

    private static PublishedParts Published(PublishedPartsDocument published, int encoders, EntryFaults faults)
    {
        if (published.TextEncoders.Count != encoders)
            faults.Add("published.text_encoders", $"has {published.TextEncoders.Count} counts for {encoders} text encoders");
        return new(published.Denoiser, [.. published.TextEncoders], published.Autoencoder, faults.Text("published.source", published.Source));
    }
}
