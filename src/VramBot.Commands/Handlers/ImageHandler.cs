using VramBot.Commands.Grammar;
using VramBot.Commands.Grammar.Images;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Diffusion;
using VramBot.Core.Fitting;

namespace VramBot.Commands.Handlers;

/// <summary>Answers <c>/vram</c> about models that make images.</summary>
public sealed class ImageHandler(Catalog catalog)
{
    private readonly ImageReader reader = new(catalog);

    /// <summary>Whether a line asks about an image model.</summary>
    public bool IsFor(TypedLine line) => reader.ModelOf(line) is not null;

    /// <summary>The answer, or all problems of the line, each with a line that works.</summary>
    public Result<ImageAnswer> Handle(TypedLine line) => reader.Read(line, reader.ModelOf(line)!) switch
    {
        Result<ImageQuestion>.Ok(var question) => Answer(line, question),
        Result<ImageQuestion>.Rejected(var problems) => new Result<ImageAnswer>.Rejected(problems),
        _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
    };

    private ImageAnswer Answer(TypedLine line, ImageQuestion question)
    {
        if (question.Gpu is { } cards)
        {
            var own = ImageFit.Of(question.Request, cards.Rig.Cards.First());
            var fits = own.Verdict != FitVerdict.DoesNotFit;
            return new(line, question, own.Estimate, own, own, ImageAdvisor.Suggest(own, catalog))
            {
                MostAtOnce = fits ? ImageFitFinder.MostAtOnce(question.Request, own.Gpu) : 0,
                LargestSquare = fits ? ImageFitFinder.LargestSquare(question.Request, own.Gpu) : 0,
            };
        }

        var estimate = ImageEstimator.Estimate(question.Request);
        var everywhere = ImageFitFinder.FindAll(question.Request, catalog.Gpus.All);
        var target = ImageAdvisor.NearMiss(everywhere);
        return new(line, question, estimate, null, target, target is null ? [] : ImageAdvisor.Suggest(target, catalog)) { Fits = everywhere };
    }
}
