using VramBot.Core.Diffusion;
using VramBot.Testing;

namespace VramBot.Core.Tests.Diffusion;

/// <summary>Weights counted tensor by tensor, against what was published.</summary>
public sealed class ImageModelTests
{
    public static TheoryData<string> Published() => [.. ShippedCatalogs.Catalog.Images.All.Where(model => model.Published is not null).Select(model => model.Id)];

    [Theory]
    [MemberData(nameof(Published))]
    public void Every_part_has_exactly_the_published_weights(string id)
    {
        var model = ShippedCatalogs.Catalog.Images.Find(id)!;
        Assert.Equal(model.Published!.Denoiser, model.Denoiser.Parameters.Count);
        Assert.Equal(model.Published.TextEncoders, model.TextEncoders.Select(encoder => encoder.Parameters.Count));
        Assert.Equal(model.Published.Autoencoder, model.Autoencoder.Parameters.Count);
    }

    // As the model cards and papers round them.
    [Theory]
    [InlineData("sd-3.5-large", 8.06)]
    [InlineData("sd-3.5-large-turbo", 8.06)]
    [InlineData("sd-3.5-medium", 2.24)]
    [InlineData("sdxl-turbo", 2.57)]
    [InlineData("sd-turbo", 0.87)]
    public void Denoisers_are_as_large_as_they_are_said_to_be(string name, double billions) =>
        Assert.Equal(billions, Math.Round(ShippedCatalogs.Catalog.Images.Find(name)!.Denoiser.Parameters.TotalBillions, 2));
}
