using System.Text;
using VramBot.Commands.Grammar;
using VramBot.Commands.Handlers;
using VramBot.Commands.Launching;
using VramBot.Commands.Tests.Grammar;
using VramBot.Core;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Fitting;
using VramBot.Testing;

namespace VramBot.Commands.Tests.Launching;

/// <summary>Command lines of answers, and the questions that they are the answer to.</summary>
internal static class Launches
{
    /// <summary>How what was asked is started, or null.</summary>
    public static Launch? Of(string line) => Of(Answer(line));

    /// <summary>How an answer is started, or null.</summary>
    public static Launch? Of(VramAnswer answer) => answer.Own is { Verdict: not FitVerdict.DoesNotFit } ? LaunchLine.Of(answer.Estimate, answer.Question.Model) : null;

    /// <summary>A line answered; it must be.</summary>
    public static VramAnswer Answer(string line)
    {
        var answer = Lines.Desk.Ask(line);
        Assert.True(answer.Vram is not null, $"{line}: {string.Join(' ', answer.Problems.Select(problem => problem.Expected))}");
        return answer.Vram!;
    }

    /// <summary>The same question with switches in place of what they say: the model, its format, the engine and the cards, and what the engine has no switch for.</summary>
    public static Estimate WithSwitches(VramAnswer answer, string switches)
    {
        var request = answer.Estimate.Request;
        var kind = request.Engine.Kind;
        var line = Lines.Typed("/vram", []) ?? new TypedLine(CommandBook.Vram, []);
        line = line.With("model", answer.Question.Model.Typed).With("precision", request.Weights.Id)
            .With("engine", request.Engine.Version is { } version ? $"{request.Engine.Engine.Id}@{version}" : request.Engine.Engine.Id)
            .With("gpu", answer.Own!.Rig.ToString())
            .With("flags", switches);
        if (!SaysUsers(request.Engine.Engine) && request.Sequences > 1)
            line = line.With("users", $"{request.Sequences}");
        if (kind is EngineKind.ExLlama)
            line = line.With("kv", $"{request.Keys.Id}/{request.Values.Id}");
        if (request.Draft is { } draft)
            line = line.With("draft", draft.Model.Id);
        if (request.Adapters is { } adapters)
            line = line.With("targets", TargetRoles.Typed(adapters.Targets));
        var again = new VramHandler(ShippedCatalogs.Catalog).Handle(line);
        return again is Result<VramAnswer>.Ok { Value.Estimate: var estimate }
            ? estimate
            : throw new InvalidOperationException($"{line}: {string.Join(' ', ((Result<VramAnswer>.Rejected)again).Problems.Select(problem => problem.Expected))}");
    }

    /// <summary>A line as a POSIX shell takes it apart; throws where it would do more than start one program.</summary>
    public static List<string> Words(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (quoted, any) = (false, false);
        for (var place = 0; place < line.Length; place++)
        {
            var letter = line[place];
            if (letter == '\'')
            {
                (quoted, any) = (!quoted, true);
            }
            else if (quoted)
            {
                word.Append(letter);
            }
            else if (letter == '\\')
            {
                word.Append(line[++place]);
            }
            else if (letter == ' ')
            {
                Flush();
            }
            else if (char.IsAsciiLetterOrDigit(letter) || "_@%+=:,./-".Contains(letter, StringComparison.Ordinal))
            {
                word.Append(letter);
                any = true;
            }
            else
            {
                throw new InvalidOperationException($"'{letter}' means something to a shell: {line}");
            }
        }

        Assert.False(quoted, line);
        Flush();
        return words;

        void Flush()
        {
            if (any)
                words.Add(word.ToString());
            word.Clear();
            any = false;
        }
    }

    private static bool SaysUsers(Engine engine) => engine.RunsGguf && engine != KnownEngines.KoboldCpp;
}
