using FsCheck;
using FsCheck.Fluent;
using VramBot.Core.Diffusion;
using VramBot.Core.Formats;
using VramBot.Core.Units;
using VramBot.Testing;

namespace VramBot.Core.Tests.Diffusion;

/// <summary>What holds for every image model.</summary>
public sealed class ImageEstimatorTests
{
    private static readonly IReadOnlyList<ImageModel> Models = ShippedCatalogs.Catalog.Images.All;

    [Fact]
    public void More_images_more_pixels_or_more_on_the_card_never_need_less() => Prop.ForAll(
        Gen.Choose(0, Models.Count - 1).SelectMany(model => Gen.Choose(1, 4).SelectMany(batch => Gen.Choose(4, 24).Select(steps => (model, batch, steps)))).ToArbitrary(),
        drawn =>
        {
            var request = Request(Models[drawn.model], drawn.steps * 64, drawn.batch);
            var needed = Needed(request);
            return Needed(request with { Batch = drawn.batch + 1 }) >= needed
                && Needed(request with { Size = new(request.Size.Width, request.Size.Height + 64) }) >= needed
                && Needed(request with { Decoding = ImageDecoding.Tiled }) <= needed
                && Needed(request with { Offload = ImageOffload.Model }) <= needed
                && Needed(request with { Offload = ImageOffload.Sequential }) <= needed;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_total_is_the_sum_of_parts_and_no_part_is_negative() => Assert.All(Models, model =>
    {
        var estimate = ImageEstimator.Estimate(Request(model, model.Side, 1));
        Assert.Equal(estimate.Parts.Sum(part => part.Size.Count), estimate.Total.Count);
        Assert.All(estimate.Parts, part => Assert.True(part.Size >= Bytes.Zero, part.Name));
        Assert.True(estimate.Needed <= estimate.Total);
    });

    // The guide's FAQ names the cards by rule of thumb: 4, 6 and 8 GB.
    [Theory]
    [InlineData("sd1.5", "gtx-1660-ti", "None")]
    [InlineData("sd2.1", "rtx-3060-12gb", "None")]
    [InlineData("sdxl", "rtx-3070", "Model")]
    public void The_cards_that_the_guide_names_hold_it(string name, string card, string offload)
    {
        var model = ShippedCatalogs.Catalog.Images.Find(name)!;
        var fit = ImageFit.Of(Request(model, model.Side, 1) with { Offload = Enum.Parse<ImageOffload>(offload) }, ShippedCatalogs.Catalog.Gpus.Find(card)!);
        Assert.True(fit.Free > Bytes.Zero, fit.Free.ToString());
    }

    private static ImageRequest Request(ImageModel model, int side, int batch) =>
        new(model, ShippedCatalogs.Catalog.WeightFormats.Find(model.NativeFormat) as FloatFormat ?? throw new InvalidOperationException(model.Id)) { Size = new(side, side), Batch = batch };

    private static Bytes Needed(ImageRequest request) => ImageEstimator.Estimate(request).Needed;
}
