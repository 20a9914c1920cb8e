using VramBot.Commands.Grammar.Images;
using VramBot.Core.Catalogs;

namespace VramBot.Commands.Grammar;

/// <content>What is about images in a line about a language model.</content>
public sealed partial class VramReader
{
    private sealed partial class Reading
    {
        /// <summary>A name that is no language model: one that makes images, or none that is known.</summary>
        private ModelMatch? RejectModel(string name)
        {
            if (catalog.Images.Find(name) is not null)
            {
                Reject(ImageProblems.OfLanguage(name), "model", FallbackModel);
                return null;
            }

            string[] near = [.. catalog.Images.Nearest(name, 2).Select(TypedNames.Of), .. NearestModels(name).Select(TypedNames.Of)];
            Reject(ValueProblems.Model(name, [.. near.Take(3)]), "model", near.FirstOrDefault(FallbackModel));
            return null;
        }

        private void RejectImageOptions()
        {
            foreach (var option in line.Options.Where(option => option.Description.Name is "res" or "vae" or "t5"))
                Reject(ImageProblems.OfImages(option.Description.Name, option.Value), option.Description.Name, null);
        }
    }
}
