using System.Collections.Immutable;
using VramBot.Commands;
using VramBot.Commands.Grammar;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Languages;
using VramBot.Hub;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Chat.Reading;

/// <summary>
/// Answers out of the catalogs, and reads the files of models that these do not have. A repackaging of a known model is read too, but waited for only a little: the catalog answers about it as well.
/// </summary>
/// <param name="desk">Answers out of the catalogs.</param>
/// <param name="catalog">The catalogs.</param>
/// <param name="hub">Reads files; made when it is first needed.</param>
/// <param name="time">The clock.</param>
public sealed class ReadingAnswers(CommandDesk desk, Catalog catalog, Func<IModelHub> hub, TimeProvider time) : IAnswers
{
    private const string MissingQuantization = "hub.quantization";
    private static readonly string CannotBeRead = Later("Reading models' own files takes longer than an answer may.");

    /// <summary>How long an answer waits for files when the catalog has one too.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly CommandDesk desk = desk;
    private readonly Catalog catalog = catalog;
    private readonly Func<IModelHub> hub = hub;
    private readonly TimeProvider time = time;
    private readonly RecentModels recent = new(time);

    /// <inheritdoc/>
    public ValueTask<Answer> AskAsync(Question question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (desk.RepositoriesOf(question.Line) is not { } named)
            return ValueTask.FromResult(desk.Ask(question.Line, question.Language));
        var reading = new Reading(this, question, named);
        return reading.FromMemory() is { } known ? ValueTask.FromResult(known) : new(reading.AnswerAsync(cancellationToken));
    }

    /// <summary>One question on its way.</summary>
    private sealed class Reading(ReadingAnswers answers, Question question, NamedRepositories named)
    {
        private readonly Language language = LineLanguage.Of(question.Line) ?? question.Language ?? Language.English;
        private readonly List<(string Typed, HubModel Model)> models = [];

        private Catalog Catalog => answers.catalog;

        /// <summary>The answer when every model was read a little while ago, else null.</summary>
        public Answer? FromMemory()
        {
            foreach (var typed in named.Names)
                if (RepositoryName.TryParse(typed, out var name) && answers.recent.Find(name.Id, PrecisionOf(name)) is { } model)
                    models.Add((typed, model));
            return models.Count == named.Names.Length ? Answer() : null;
        }

        public async Task<Answer> AnswerAsync(CancellationToken cancellationToken)
        {
            models.Clear();
            foreach (var typed in named.Names)
            {
                if (!RepositoryName.TryParse(typed, out var name))
                    continue;
                var isKnown = ModelLookup.Find(Catalog.Models, typed) is not null;
                if (isKnown && !answers.hub().IsEnabled)
                    continue;
                switch (await FindAsync(name, isKnown, cancellationToken).ConfigureAwait(false))
                {
                    case Result<HubModel>.Ok(var model):
                        answers.recent.Keep(name.Id, PrecisionOf(name), model);
                        models.Add((typed, model));
                        break;
                    case Result<HubModel>.Rejected(var problems) when !isKnown || problems[0].Code == MissingQuantization:
                        return answers.desk.Refuse(question.Line, question.Language, [.. problems.Select(problem => problem with { Try = Instead(problem, typed) })]);
                }
            }

            return Answer();
        }

        private string? PrecisionOf(RepositoryName name) => named.Precision ?? name.Quantization;

        private async Task<Result<HubModel>> FindAsync(RepositoryName name, bool isKnown, CancellationToken cancellationToken)
        {
            var person = question.Asker is { } asker ? $"{asker.Platform} {asker.Person}" : null;
            var ask = new HubAsk(name.Id) { Precision = PrecisionOf(name), Person = person, Language = language };
            var progress = question.Progress is { } listener ? new Sentences(name.Id, language, listener) : null;
            if (!isKnown)
                return await answers.hub().FindAsync(ask, progress, cancellationToken).ConfigureAwait(false);
            using var patience = new CancellationTokenSource(Patience, answers.time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            try
            {
                return await answers.hub().FindAsync(ask, progress, either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return new Problem("hub.slow", name.Id.ToString(), language.Of(CannotBeRead));
            }
        }

        /// <summary>The desk's answer where the models that were read are part of the catalog.</summary>
        private Answer Answer()
        {
            if (models.Count == 0)
                return answers.desk.Ask(question.Line, question.Language);
            var (extended, line) = (Catalog, named);
            using (language.Spoken())
                foreach (var (typed, model) in models)
                {
                    extended = extended.With(OwnFilesOf.Entry(model, typed, model.Id.ToString(), model.Id.Repository));
                    if (RepositoryName.TryParse(typed, out var name) && name.Id.ToString() is var plain && plain != typed)
                        line = line.Renamed(typed, plain, name.Quantization);
                }

            return new CommandDesk(extended).Ask(line == named ? question.Line : line.Line.ToString(), question.Language);
        }

        /// <summary>What to ask in its place, with the rest of the line as it was.</summary>
        private string Instead(Problem problem, string typed)
        {
            const string Precision = " precision:";
            return problem.Code == MissingQuantization && problem.Try.IndexOf(Precision, StringComparison.Ordinal) is > 0 and var place
                ? named.Line.With("precision", problem.Try[(place + Precision.Length)..]).ToString()
                : ModelsInstead.Line(Catalog, named.Line, typed);
        }
    }

    /// <summary>How far reading is, in words.</summary>
    private sealed class Sentences(HubId id, Language language, IProgress<string> listener) : IProgress<HubProgress>
    {
        public void Report(HubProgress value)
        {
            using (language.Spoken())
                listener.Report(value.Files > 1 ? Tr($"Reading {id} from its own files: {value.FilesRead} of {value.Files}.") : Tr($"Reading {id} from its own files."));
        }
    }
}
